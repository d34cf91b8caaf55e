import type { Calendar } from "../customers/configuration.ts";
import { DomainError } from "../errors.ts";
import { holdsUnaskedFrom } from "./notice.ts";
import { faultOfEnd } from "./request.ts";
import { type Silence, silenceState } from "./silence.ts";
import { silenceFieldTexts, silenceRefusalTexts as texts } from "./texts.ts";

/** What decides whether a silence may be changed. */
interface KeptSilence extends Silence {
  /** Its place in the customer's file; null: somebody asked for it. */
  planned: string | null;
  answeredBy: string | null;
}

interface Change {
  by: string;
  now: Date;
}

interface Ended {
  endedAt: Date;
  endedBy: string;
}

/** Ends a silence early, whether it has begun or not. */
export function endSilence(silence: KeptSilence, { by, now }: Change): Ended {
  assertChangeable(silence, now);
  return { endedAt: now, endedBy: by };
}

/** `calendar`: the customer's, if one of their people asks, who may not take back the notice they gave (R5.10b). */
export function extendSilence(
  silence: KeptSilence,
  until: Date,
  { calendar, now }: { calendar: Calendar | null; now: Date },
): { until: Date } {
  assertChangeable(silence, now);
  const fault =
    until <= silence.until
      ? { path: "until", message: silenceFieldTexts.notLater() }
      : faultOfEnd({ from: silence.from, until }, now);
  if (fault !== null) throw new DomainError("invalid_input", texts.cannotBeExtended(), { errors: [fault] });
  if (calendar !== null && !isEarlyEnough(silence, calendar, now))
    throw new DomainError("needs_yes", texts.needsYes());
  return { until };
}

/** The time that is added begins where the silence would have ended. */
function isEarlyEnough({ until, timezone }: KeptSilence, calendar: Calendar, now: Date): boolean {
  const unasked = holdsUnaskedFrom(calendar, timezone, now);
  return unasked !== null && until >= unasked;
}

interface Answered {
  answer: "approved" | "declined";
  answeredBy: string;
  answeredAt: Date;
}

/** An operator's yes or no to a silence that waits for it; a declined one has ended. */
export function answerSilence(
  silence: KeptSilence,
  answer: "approved" | "declined",
  { by, now }: Change,
): Answered & Partial<Ended> {
  if (silenceState(silence, now) !== "pending") throw new DomainError("not_pending", whyNotPending(silence));
  const answered = { answer, answeredBy: by, answeredAt: now };
  return answer === "declined" ? { ...answered, endedAt: now, endedBy: by } : answered;
}

function whyNotPending({ answer, answeredBy, planned }: KeptSilence) {
  if (planned !== null || answer === null || answeredBy === null) return texts.notPending();
  return answer === "approved"
    ? texts.approvedAlready({ by: answeredBy })
    : texts.declinedAlready({ by: answeredBy });
}

function assertChangeable(silence: KeptSilence, now: Date): void {
  if (silence.planned !== null) throw new DomainError("from_file", texts.fromFile());
  if (silenceState(silence, now) === "ended") throw new DomainError("silence_ended", texts.ended());
}
