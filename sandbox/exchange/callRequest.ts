import type { CallEvent, CallRequest, Hook } from "./call.ts";
import { TwilioError, type TwilioErrorCode } from "./restErrors.ts";

/** A form body as express reads it: a repeated field is an array. */
export type Form = Record<string, string | string[] | undefined>;

const E164 = /^\+[1-9]\d{6,14}$/;
const LONGEST_RING_SECONDS = 600;
const SHORTEST_TALK_SECONDS = 60;

/** Reads the fields of a request for a call. Refuses what Twilio refuses. */
export function readCallRequest(form: Form): CallRequest {
  const to = one(form.To);
  const from = one(form.From);
  const twiml = one(form.Twiml) ?? null;
  const voice = readHook(form.Url, form.Method, 21205);
  if (!to) throw new TwilioError(21201);
  if (!from) throw new TwilioError(21213);
  if (!E164.test(to)) throw new TwilioError(21211);
  if (!E164.test(from)) throw new TwilioError(21212);
  if (!voice && !twiml) throw new TwilioError(21205);
  return {
    to,
    from,
    twiml,
    voice,
    fallback: readHook(form.FallbackUrl, form.FallbackMethod, 21205),
    statusCallback: readHook(form.StatusCallback, form.StatusCallbackMethod, 21609),
    statusEvents: readEvents(form.StatusCallbackEvent),
    ringSeconds: readSeconds(form.Timeout, {
      fallback: 60,
      least: 1,
      most: LONGEST_RING_SECONDS,
      error: 21208,
    }),
    talkSeconds: readSeconds(form.TimeLimit, {
      fallback: 14_400,
      least: SHORTEST_TALK_SECONDS,
      most: 86_400,
      error: 20001,
    }),
  };
}

export function one(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first === "" ? undefined : first;
}

export function readHook(url: Form[string], method: Form[string], error: TwilioErrorCode): Hook | null {
  const address = one(url);
  if (address === undefined) return null;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) throw new TwilioError(error);
  return { url: address, method: one(method)?.toUpperCase() === "GET" ? "GET" : "POST" };
}

function readEvents(value: Form[string]): CallEvent[] {
  const asked = [value ?? "completed"].flat().flatMap((each) => each.split(/\s+/));
  return (["initiated", "ringing", "answered", "completed"] as const).filter((event) =>
    asked.includes(event),
  );
}

function readSeconds(
  value: Form[string],
  bounds: { fallback: number; least: number; most: number; error: TwilioErrorCode },
): number {
  const text = one(value);
  if (text === undefined) return bounds.fallback;
  const seconds = Number(text);
  const isFitting = Number.isInteger(seconds) && seconds >= bounds.least && seconds <= bounds.most;
  if (!isFitting) throw new TwilioError(bounds.error);
  return seconds;
}
