import type { Clock } from "../clock.ts";
import { pressesOf, type SingleBehaviour } from "./behaviour.ts";
import { type Call, type CallStatus, type Hook, hasEnded } from "./call.ts";
import type { StatusCallbacks } from "./callbacks.ts";
import type { CallRecorder } from "./callRecorder.ts";
import { CallTalk } from "./callTalk.ts";
import type { Leg, LegRequest } from "./leg.ts";
import type { TalkResult } from "./talk.ts";

/** From the request to the first ring. */
const SETUP_SECONDS = 0.3;

const SIP = { answered: 200, busy: 486, unreachable: 480, noAnswer: 487, canceled: 487 };

/** What a call needs from the exchange around it. */
export interface SessionSurroundings {
  account: { accountSid: string; authToken: string };
  clock: Clock;
  callbacks: StatusCallbacks;
  recorder: CallRecorder;
  behaviour: SingleBehaviour;
  changed(call: Call): void;
  startLeg(parent: CallSession, request: LegRequest): CallSession;
}

/** One call from dialling to its end. At each step the state changes first, then callbacks report it. */
export class CallSession implements Leg {
  readonly call: Call;
  bridged = false;
  #around: SessionSurroundings;
  #parent: CallSession | null;
  #talk: CallTalk;
  #cancels: (() => void)[] = [];

  constructor(call: Call, around: SessionSurroundings, parent: CallSession | null = null) {
    this.call = call;
    this.#around = around;
    this.#parent = parent;
    this.#talk = new CallTalk(call, {
      account: around.account,
      clock: around.clock,
      recorder: around.recorder,
      said: () => this.#changed(),
      startLeg: (request) => around.startLeg(this, request),
      ended: (result) => this.#talkEnded(result),
    });
  }

  /** Dials the number; the phone's script decides what happens. */
  dial(): void {
    const { behaviour, callbacks } = this.#around;
    this.#changed();
    this.#after(0, () => callbacks.tell("initiated"));
    if (behaviour.kind === "unreachable") {
      this.#after(SETUP_SECONDS, () => this.#end("failed", SIP.unreachable));
    } else if (behaviour.kind === "busy") {
      this.#after(SETUP_SECONDS + behaviour.afterSeconds, () => this.#end("busy", SIP.busy));
    } else {
      this.#after(SETUP_SECONDS, () => this.#ring());
    }
  }

  /** A person called us: the account's server answers at once. */
  async receive(): Promise<void> {
    this.call.status = "ringing";
    await this.answer();
  }

  async answer(): Promise<boolean> {
    if (this.call.status !== "ringing") return false;
    this.#cancelTimers();
    this.call.status = "in-progress";
    this.call.answeredAt = this.#around.clock.now();
    this.call.sipResponseCode = SIP.answered;
    this.#changed();
    this.#after(this.call.talkSeconds, () => this.hangUp());
    this.#playScript();
    await Promise.all([this.#around.callbacks.tell("answered"), this.#talk.begin()]);
    return true;
  }

  async press(key: string): Promise<boolean> {
    if (this.call.status !== "in-progress") return false;
    this.call.pressed.push({ key, at: this.#around.clock.now() });
    this.#changed();
    await this.#talk.hearKey(key);
    return true;
  }

  /** The person hangs up, or refuses the call. */
  async declineOrHangUp(): Promise<boolean> {
    if (this.call.status === "ringing") await this.#end("busy", SIP.busy);
    else if (this.call.status === "in-progress") await this.hangUp();
    else return false;
    return true;
  }

  /** Ends the call from our side in any state; before an answer this cancels it. */
  async hangUp(): Promise<void> {
    if (this.call.status === "in-progress") await this.#end("completed", SIP.answered);
    else await this.cancel();
  }

  /** Cancels the call if nobody has answered yet; leaves a conversation alone. */
  async cancel(): Promise<void> {
    const isEarly = this.call.status === "queued" || this.call.status === "ringing";
    if (isEarly) await this.#end("canceled", SIP.canceled);
  }

  redirect(source: { twiml: string } | { hook: Hook }): Promise<void> {
    return this.#talk.redirect(source);
  }

  /** Ends without telling anyone: the sandbox is being reset or stopped. */
  abandon(): void {
    this.#cancelTimers();
    this.#talk.abandon();
  }

  async #ring(): Promise<void> {
    const { behaviour, callbacks } = this.#around;
    this.call.status = "ringing";
    this.call.rangAt = this.#around.clock.now();
    this.#changed();
    this.#after(this.call.ringSeconds, () => this.#end("no-answer", SIP.noAnswer));
    if (behaviour.kind === "answer" || behaviour.kind === "voicemail") {
      this.#after(behaviour.afterSeconds, () => this.answer());
    }
    await callbacks.tell("ringing");
  }

  #playScript(): void {
    const { behaviour } = this.#around;
    if (behaviour.kind !== "answer") return;
    for (const { key, afterSeconds } of pressesOf(behaviour))
      this.#after(afterSeconds, () => this.press(key));
    if (behaviour.hangUpAfterSeconds !== undefined) {
      this.#after(behaviour.hangUpAfterSeconds, () => this.declineOrHangUp());
    }
  }

  async #talkEnded(result: TalkResult): Promise<void> {
    // A leg whose whisper has ended is joined with its caller; any other call is over.
    if (this.#parent && result === "finished") {
      this.bridged = true;
      await this.#parent.#talk.hearOfLeg();
    } else {
      await this.hangUp();
    }
  }

  async #end(status: CallStatus, sipResponseCode: number): Promise<void> {
    if (hasEnded(this.call)) return;
    this.#cancelTimers();
    this.call.status = status;
    this.call.endedAt = this.#around.clock.now();
    this.call.sipResponseCode = sipResponseCode;
    this.#changed();
    await Promise.all([
      this.#around.callbacks.tell("completed"),
      this.#talk.stop(),
      this.#parent ? this.#parent.#talk.hearOfLeg() : undefined,
    ]);
  }

  #changed(): void {
    this.call.updatedAt = this.#around.clock.now();
    this.#around.changed(this.call);
  }

  #after(seconds: number, act: () => unknown): void {
    this.#cancels.push(this.#around.clock.after(seconds * 1000, async () => void (await act())));
  }

  #cancelTimers(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }
}
