import type { Clock } from "../clock.ts";
import type { Feed } from "../feed.ts";
import { Ledger } from "../ledger.ts";
import type { SingleBehaviour } from "./behaviour.ts";
import { type Call, type CallRequest, type Hook, hasEnded, newCall } from "./call.ts";
import { StatusCallbacks } from "./callbacks.ts";
import { CallRecorder } from "./callRecorder.ts";
import { ExchangeFaults } from "./faults.ts";
import type { LegRequest } from "./leg.ts";
import { Phones } from "./phones.ts";
import { Recordings } from "./recordings.ts";
import { overlappingRings, type Ring, ringOf } from "./ring.ts";
import { CallSession } from "./session.ts";

export interface Account {
  accountSid: string;
  authToken: string;
}

/** One request for a call, whatever its answer. */
export interface CallAttempt {
  at: Date;
  to: string;
  from: string;
  /** The HTTP status of the answer, or what happened instead. */
  answered: number | "nothing" | "reset";
  sid: string | null;
}

export interface IncomingCall {
  from: string;
  to: string;
  voiceUrl: string;
  voiceMethod?: Hook["method"];
  statusCallback?: Hook;
  presses?: { key: string; afterSeconds: number }[];
  hangUpAfterSeconds?: number;
}

/** One of the account's own numbers, and who answers a call to it. */
export interface Line {
  number: string;
  voiceUrl: string;
  statusUrl: string | null;
}

/** The telephone network: every call of the account, and the people who answer. */
export class Exchange {
  readonly account: Account;
  readonly clock: Clock;
  readonly phones: Phones;
  readonly faults = new ExchangeFaults();
  readonly recordings = new Recordings();
  /** Set up with the provider, so that people can dial it; null: no number is set up. */
  readonly line: Line | null;
  /** Requests for calls in order, including those that never rang. */
  readonly attempts = new Ledger<CallAttempt>();
  #calls = new Ledger<Call>();
  #sessions = new Map<string, CallSession>();
  #feed: Feed;
  #apiUrl: () => string;

  constructor(account: Account, clock: Clock, feed: Feed, apiUrl: () => string, line: Line | null = null) {
    this.account = account;
    this.line = line;
    this.clock = clock;
    this.#feed = feed;
    this.#apiUrl = apiUrl;
    this.phones = new Phones((phone) => feed.publish({ kind: "phone", id: phone.number, data: phone }));
  }

  /** Places a call and lets it ring. */
  place(request: CallRequest): CallSession {
    const lag = this.faults.takeListLag(request.to);
    const call = newCall(request, this.clock.now());
    if (lag) call.listedFrom = new Date(call.createdAt.getTime() + lag.seconds * 1000);
    const session = this.#open(call, this.phones.nextRing(call.to));
    session.dial();
    return session;
  }

  /** A person dials one of the account's numbers. Resolves when the account's server has answered. */
  async dialIn(incoming: IncomingCall): Promise<Call> {
    const { from, to, statusCallback = null, presses, hangUpAfterSeconds } = incoming;
    const voice = { url: incoming.voiceUrl, method: incoming.voiceMethod ?? "POST" };
    const call = newCall({ from, to, direction: "inbound", voice, statusCallback }, this.clock.now());
    const caller = {
      kind: "answer" as const,
      afterSeconds: 0,
      pressAfterSeconds: 0,
      presses,
      hangUpAfterSeconds,
    };
    const session = this.#open(call, caller);
    // A call to our own number rings no telephone, so no test need expect it.
    this.#calls.markSeen(call);
    await session.receive();
    return call;
  }

  session(sid: string): CallSession | null {
    return this.#sessions.get(sid) ?? null;
  }

  /** The call that a person at this number can answer, or is in. */
  liveAt(number: string): CallSession | null {
    const live = [...this.#sessions.values()].filter(({ call }) => call.to === number && !hasEnded(call));
    return live.findLast(({ call }) => call.status === "ringing") ?? live.at(-1) ?? null;
  }

  calls(): Call[] {
    return this.#calls.all();
  }

  rings(number?: string): Ring[] {
    return this.#calls
      .all()
      .filter((call) => number === undefined || call.to === number)
      .map(ringOf);
  }

  /** Pairs of rings that overlapped at one number. */
  overlapping(number: string): [Ring, Ring][] {
    return overlappingRings(this.rings(number));
  }

  markSeen(...sids: string[]): void {
    this.#calls.markSeen(...this.#calls.all().filter((call) => sids.includes(call.sid)));
  }

  unseen(): Ring[] {
    return this.#calls.unseen().map(ringOf);
  }

  reset(): void {
    for (const session of this.#sessions.values()) session.abandon();
    this.#sessions.clear();
    this.#calls.clear();
    this.attempts.clear();
    this.recordings.clear();
    this.faults.clear();
    this.phones.clear();
  }

  #startLeg(parent: CallSession, request: LegRequest): CallSession {
    const call = newCall(
      {
        to: request.to,
        from: request.from ?? parent.call.from,
        direction: "outbound-dial",
        parentSid: parent.call.sid,
        voice: request.whisper,
        statusCallback: request.statusCallback,
        statusEvents: request.statusEvents,
        ringSeconds: request.ringSeconds,
      },
      this.clock.now(),
    );
    const leg = this.#open(call, this.phones.nextRing(call.to), parent);
    leg.dial();
    return leg;
  }

  #open(call: Call, behaviour: SingleBehaviour, parent: CallSession | null = null): CallSession {
    const { account, clock } = this;
    this.#calls.record(call);
    const session = new CallSession(
      call,
      {
        account,
        clock,
        behaviour,
        callbacks: new StatusCallbacks(call, account, clock, this.faults.takeForCallbacks(call.to)),
        recorder: new CallRecorder(call, this.recordings, account, this.#apiUrl, () => clock.now()),
        changed: (changed) => this.#feed.publish({ kind: "call", id: changed.sid, data: ringOf(changed) }),
        startLeg: (of, request) => this.#startLeg(of, request),
      },
      parent,
    );
    this.#sessions.set(call.sid, session);
    return session;
  }
}
