import { randomUUID } from "node:crypto";

/** Twilio's states of a call. "initiated" appears only in callbacks. */
export type CallStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "failed"
  | "no-answer"
  | "canceled";

export type CallEvent = "initiated" | "ringing" | "answered" | "completed";

/** An address that Twilio calls back, and how. */
export interface Hook {
  url: string;
  method: "GET" | "POST";
}

export interface Call {
  sid: string;
  to: string;
  from: string;
  direction: "outbound-api" | "outbound-dial" | "inbound";
  parentSid: string | null;
  status: CallStatus;
  createdAt: Date;
  updatedAt: Date;
  rangAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  pressed: { key: string; at: Date }[];
  said: Utterance[];
  /** Where to fetch the first document; null if `twiml` is the document. */
  voice: Hook | null;
  twiml: string | null;
  fallback: Hook | null;
  statusCallback: Hook | null;
  statusEvents: CallEvent[];
  sequenceNumber: number;
  ringSeconds: number;
  talkSeconds: number;
  sipResponseCode: number | null;
  /** Why the document failed, by Twilio's number (11200, 12100). */
  errorCode: number | null;
  /** The fault injected into the request for this call. */
  fault: string | null;
  /** Twilio's list is eventually consistent: the call is missing from it until then. */
  listedFrom: Date;
}

/** One Say: its text without markup, the original markup, and how long it takes to speak. */
export interface Utterance {
  text: string;
  raw: string;
  language: string;
  voice: string | null;
  seconds: number;
  at: Date;
}

export const FINAL_STATUSES: readonly CallStatus[] = ["completed", "busy", "failed", "no-answer", "canceled"];

export function hasEnded(call: Call): boolean {
  return FINAL_STATUSES.includes(call.status);
}

export function talkedSeconds(call: Call): number {
  if (!call.answeredAt || !call.endedAt) return 0;
  return Math.ceil((call.endedAt.getTime() - call.answeredAt.getTime()) / 1000);
}

/** Twilio's ids: two letters and 32 hexadecimal digits. */
export function newSid(prefix: "CA" | "RE"): string {
  return prefix + randomUUID().replaceAll("-", "");
}

export type CallRequest = Pick<Call, "to" | "from"> & Partial<Omit<Call, "to" | "from" | "sid">>;

/** Twilio's defaults for fields that a request leaves out. */
export function newCall(request: CallRequest, now: Date): Call {
  return {
    sid: newSid("CA"),
    direction: "outbound-api",
    parentSid: null,
    status: "queued",
    createdAt: now,
    updatedAt: now,
    rangAt: null,
    answeredAt: null,
    endedAt: null,
    pressed: [],
    said: [],
    voice: null,
    twiml: null,
    fallback: null,
    statusCallback: null,
    statusEvents: ["completed"],
    sequenceNumber: 0,
    ringSeconds: 60,
    talkSeconds: 14_400,
    sipResponseCode: null,
    errorCode: null,
    fault: null,
    listedFrom: now,
    ...request,
  };
}
