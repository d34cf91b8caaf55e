import { mayBeRung, usualCallCountries } from "../../domain/customers/callCountries.ts";
import { dialRefusals, telephoneFaults } from "../../domain/messages/providerTexts.ts";
import type { Phrase } from "../../domain/words/phrase.ts";
import type { Fault, Outcome } from "./outcome.ts";
import { failure, quote, retryAfter } from "./outcome.ts";
import { type TwilioAccount, TwilioRefusal, TwilioUnanswered, twilioClient } from "./twilioClient.ts";

export interface TelephoneSettings extends TwilioAccount {
  /** Our own number, E.164. */
  from: string;
  /** ISO codes of the countries that may be rung. */
  countries?: readonly string[];
}

export interface CallRequest {
  to: string;
  /** Answers what to say and what a key does; contains the attempt's id. */
  voiceUrl: string;
  /** Receives initiated, ringing, answered and completed; contains the attempt's id. */
  statusUrl: string;
  ringSeconds: number;
  talkSeconds: number;
}

/** A call as the provider reports it. */
export interface ProviderCall {
  sid: string;
  /** Twilio's CallStatus: queued, ringing, in-progress, completed, busy, failed, no-answer, canceled. */
  status: string;
  /** By the provider's clock, in whole seconds. */
  createdAt: Date;
}

export interface Telephone {
  /** Sends one request and never repeats it: creating a call is not idempotent. */
  place(call: CallRequest): Promise<Outcome<{ sid: string }>>;
  /** null: the provider knows no such call. */
  status(sid: string): Promise<Outcome<{ call: ProviderCall | null }>>;
  /** Calls we placed to a number since a time, oldest first; the provider's list lags a little. */
  find(search: { to: string; since: Date }): Promise<Outcome<{ calls: ProviderCall[] }>>;
  /** The calls dialled from within this one, oldest first. */
  legs(sid: string): Promise<Outcome<{ calls: ProviderCall[] }>>;
  /** `canceled` ends only a ringing call, `completed` also a conversation. Succeeds if it already ended. */
  end(sid: string, how: "canceled" | "completed"): Promise<Outcome<{ sid: string }>>;
}

/** No number is called so often that the call we look for comes later in the list. */
const mostListed = 200;
/** A call takes about 1,300 bytes, so a page stays within the limit for an answer. */
const listed = { limit: mostListed, pageSize: 30 };

/** The telephone of Twilio Programmable Voice. */
export function telephone(settings: TelephoneSettings): Telephone {
  const client = twilioClient(settings);
  const { countries = usualCallCountries } = settings;
  return {
    place: (call) =>
      ask(async () => {
        // Also checked here, for files that named a number before the list was shortened.
        if (!mayBeRung(call.to, countries)) throw new TwilioUnanswered(countryRefused);
        const { sid } = await client.calls.create({
          to: call.to,
          from: settings.from,
          url: call.voiceUrl,
          method: "POST",
          statusCallback: call.statusUrl,
          statusCallbackMethod: "POST",
          statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
          timeout: call.ringSeconds,
          timeLimit: call.talkSeconds,
        });
        if (!sid) throw new Error("an answer without a call");
        return { sid };
      }),

    status: (sid) =>
      ask(async () => {
        const call = await client.calls(sid).fetch().catch(nullIfUnknown);
        return { call: call && providerCall(call) };
      }),

    find: ({ to, since }) =>
      ask(async () => {
        // Not filtered by time: Twilio filters by day, and a queued call has no start time yet.
        const found = await client.calls.list({ to, from: settings.from, ...listed });
        // A leg to the same number belongs to an operator's call, which tracks it.
        const asked = found.filter((call) => call.to === to && call.direction === "outbound-api");
        const calls = asked.map(providerCall);
        return { calls: calls.filter((call) => call.createdAt >= wholeSecond(since)).sort(byCreation) };
      }),

    legs: (sid) =>
      ask(async () => {
        const legs = await client.calls.list({ parentCallSid: sid, ...listed });
        return { calls: legs.map(providerCall).sort(byCreation) };
      }),

    end: (sid, how) =>
      ask(async () => {
        await client.calls(sid).update({ status: how }).catch(ignoreIfEnded);
        return { sid };
      }),
  };
}

const countryRefused: Fault = { kind: "permanent", reason: dialRefusals.countryNotListed() };

async function ask<T extends object>(request: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { outcome: "done", ...(await request()) };
  } catch (error) {
    return failure(classifyTwilio(error, new Date()));
  }
}

/** Twilio's errors that an operator can act on (twilio.com/docs/api/errors). */
const known = new Map<number | null, (values: { number: string }) => Phrase>([
  [20003, dialRefusals.notAuthenticated],
  [21210, dialRefusals.callerUnverified],
  [21211, dialRefusals.badNumber],
  [21212, dialRefusals.badCaller],
  [21214, dialRefusals.cannotBeCalled],
  [21215, dialRefusals.countryNotAllowed],
  [21216, dialRefusals.numberNotAllowed],
  [21217, dialRefusals.badNumber],
]);

/** What a fault says about the requested call. Only a call certainly not placed may be requested again. */
export function classifyTwilio(error: unknown, now: Date): Fault {
  if (error instanceof TwilioUnanswered) return error.fault;
  // An unreadable answer came after Twilio had accepted the request.
  if (!(error instanceof TwilioRefusal)) return { kind: "unknown", reason: telephoneFaults.unreadable() };
  const { status, code } = error;
  const number = code === null ? `HTTP ${status}` : `Twilio ${code}`;
  if (status === 429) {
    const reason = dialRefusals.limited({ number });
    return { kind: "transient", reason, ...retryAfter(error.retryAfter, now) };
  }
  if (status >= 500 || status === 408)
    return { kind: "unknown", reason: telephoneFaults.failing({ answer: number }) };
  const answer = [number, quote(error.message)].join(" ").trim();
  const reason = known.get(code)?.({ number }) ?? telephoneFaults.refused({ answer });
  return { kind: "permanent", reason };
}

const noSuchCall = 20404;
const notInProgress = 21220;

function nullIfUnknown(error: unknown): null {
  if (error instanceof TwilioRefusal && error.code === noSuchCall) return null;
  throw error;
}

function ignoreIfEnded(error: unknown): void {
  if (!(error instanceof TwilioRefusal && error.code === notInProgress)) throw error;
}

const providerCall = (call: { sid: string; status: string; dateCreated: Date }): ProviderCall => ({
  sid: call.sid,
  status: call.status,
  createdAt: call.dateCreated,
});

const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

const byCreation = (a: ProviderCall, b: ProviderCall): number =>
  a.createdAt.getTime() - b.createdAt.getTime();
