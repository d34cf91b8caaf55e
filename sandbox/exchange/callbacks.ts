import type { Clock } from "../clock.ts";
import { type Call, type CallEvent, hasEnded, talkedSeconds } from "./call.ts";
import type { CallbackFault } from "./faults.ts";
import { callWebhook } from "./webhook.ts";

type Fields = Record<string, string>;

/** The fields in every request about a call. */
export function callFields(call: Call, accountSid: string): Fields {
  return {
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    CallSid: call.sid,
    CallStatus: call.status,
    Called: call.to,
    Caller: call.from,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    ...(call.parentSid && { ParentCallSid: call.parentSid }),
  };
}

/** Reports the progress of one call to the customer's server, subject to the fault injected for it. */
export class StatusCallbacks {
  #call: Call;
  #account: { accountSid: string; authToken: string };
  #clock: Clock;
  #fault: CallbackFault | null;
  #heldBack: Fields | null = null;

  constructor(
    call: Call,
    account: { accountSid: string; authToken: string },
    clock: Clock,
    fault: CallbackFault | null,
  ) {
    this.#call = call;
    this.#account = account;
    this.#clock = clock;
    this.#fault = fault;
  }

  /** Resolves when the server has answered, so that skipped time waits for it. */
  async tell(event: CallEvent): Promise<void> {
    const call = this.#call;
    if (!call.statusCallback || !call.statusEvents.includes(event)) return;
    const fields = this.#fieldsOf(event);
    const fault = this.#fault;
    if (fault?.kind === "callbacks-lost") {
      const isLost = !fault.events || fault.events.includes(event);
      return isLost ? undefined : this.#send(fields);
    }
    if (fault?.kind === "callbacks-duplicated") {
      await Promise.all([this.#send(fields), this.#send(fields)]);
      return;
    }
    if (fault?.kind === "callbacks-delayed") {
      this.#clock.after(fault.seconds * 1000, () => this.#send(fields));
      return;
    }
    if (fault?.kind === "callbacks-reordered") return this.#sendSwapped(fields, event);
    return this.#send(fields);
  }

  /** Holds back every other event until the next was sent: "completed" arrives before "answered". */
  async #sendSwapped(fields: Fields, event: CallEvent): Promise<void> {
    const earlier = this.#heldBack;
    this.#heldBack = null;
    if (!earlier && event !== "completed") {
      this.#heldBack = fields;
      return;
    }
    await this.#send(fields);
    if (earlier) await this.#send(earlier);
  }

  async #send(fields: Fields): Promise<void> {
    const hook = this.#call.statusCallback;
    if (hook) await callWebhook(hook, fields, this.#account.authToken);
  }

  #fieldsOf(event: CallEvent): Fields {
    const call = this.#call;
    const seconds = talkedSeconds(call);
    return {
      ...callFields(call, this.#account.accountSid),
      CallStatus: event === "initiated" ? "initiated" : call.status,
      CallbackSource: "call-progress-events",
      SequenceNumber: String(call.sequenceNumber++),
      Timestamp: this.#clock.now().toUTCString().replace("GMT", "+0000"),
      ...(hasEnded(call) && { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }),
      ...(call.sipResponseCode && { SipResponseCode: String(call.sipResponseCode) }),
    };
  }
}
