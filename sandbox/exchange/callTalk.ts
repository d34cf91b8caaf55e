import type { Clock } from "../clock.ts";
import type { Hook } from "./call.ts";
import { type Call, hasEnded } from "./call.ts";
import { callFields } from "./callbacks.ts";
import type { CallRecorder } from "./callRecorder.ts";
import { fetchDocument, firstDocument, parseDocument, type VoiceDocument } from "./document.ts";
import type { Leg, LegRequest } from "./leg.ts";
import { Conversation, type TalkResult } from "./talk.ts";
import type { TalkContext } from "./talkContext.ts";
import { follow } from "./verbs.ts";

export interface TalkSurroundings {
  account: { accountSid: string; authToken: string };
  clock: Clock;
  recorder: CallRecorder;
  said(): void;
  startLeg(request: LegRequest): Leg;
  ended(result: TalkResult): Promise<void>;
}

/** The conversation of one call, with the legs it dials and what is recorded. */
export class CallTalk {
  #call: Call;
  #around: TalkSurroundings;
  #conversation: Conversation | null = null;
  #conversations = 0;
  #legs: Leg[] = [];

  constructor(call: Call, around: TalkSurroundings) {
    this.#call = call;
    this.#around = around;
  }

  begin(): Promise<void> {
    return this.#follow(() => firstDocument(this.#call, this.#fields(), this.#around.account.authToken));
  }

  /** The account's server gives the running call another document. */
  redirect(source: { twiml: string } | { hook: Hook }): Promise<void> {
    if ("twiml" in source) return this.#follow(async () => parseDocument(source.twiml, null));
    return this.#follow(() => fetchDocument(source.hook, this.#fields(), this.#around.account.authToken));
  }

  async hearKey(key: string): Promise<void> {
    await this.#conversation?.hearKey(key);
  }

  async hearOfLeg(): Promise<void> {
    await this.#conversation?.hearOfLeg();
  }

  /** Falls silent at once and hangs up the legs dialled from here. */
  async stop(): Promise<void> {
    this.#conversation?.stop();
    await Promise.all([this.#around.recorder.end(), ...this.#legs.map((leg) => leg.hangUp())]);
  }

  /** Ends without telling anyone. */
  abandon(): void {
    this.#conversation?.stop();
  }

  #follow(first: () => Promise<VoiceDocument>): Promise<void> {
    this.#conversation?.stop();
    const number = ++this.#conversations;
    // A document that arrives after the call ended, or after another replaced it, is no longer spoken.
    const unlessOver = async (document: Promise<VoiceDocument>): Promise<VoiceDocument> => {
      const fetched = await document;
      const isOver = hasEnded(this.#call) || number !== this.#conversations;
      return isOver ? { verbs: [], baseUrl: null } : fetched;
    };
    const talk = follow(() => unlessOver(first()), this.#context(unlessOver));
    this.#conversation = new Conversation(this.#around.clock, talk, this.#around.ended);
    return this.#conversation.begin();
  }

  #context(unlessOver: (document: Promise<VoiceDocument>) => Promise<VoiceDocument>): TalkContext {
    const { account, clock, recorder } = this.#around;
    return {
      now: () => clock.now(),
      fetch: (hook, extra) =>
        unlessOver(fetchDocument(hook, { ...this.#fields(), ...extra }, account.authToken)),
      heard: (utterance) => {
        this.#call.said.push(utterance);
        this.#around.said();
      },
      failed: (error) => {
        this.#call.errorCode = error.code;
      },
      startLeg: (request) => {
        const leg = this.#around.startLeg(request);
        this.#legs.push(leg);
        return leg;
      },
      record: (dial, document) => {
        recorder.begin(dial, document);
        return () => recorder.end();
      },
    };
  }

  #fields(): Record<string, string> {
    return callFields(this.#call, this.#around.account.accountSid);
  }
}
