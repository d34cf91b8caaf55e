import { coversAlert, type SilencedAlert, type SilenceScope } from "./scope.ts";
import { holdsAt, type SilenceTimes, type Span, spanFrom } from "./spans.ts";

/** A silence as its row has it (R5.10). */
export interface Silence extends SilenceScope, SilenceTimes {
  id: number;
  /** The customer's. */
  timezone: string;
  /** Asked for too late to hold without an operator's yes (R5.10b). */
  needsYes: boolean;
  /** null: not yet. */
  answer: "approved" | "declined" | null;
  /** When it was ended early. */
  endedAt: Date | null;
}

export const silenceStates = ["pending", "scheduled", "active", "ended"] as const;
export type SilenceState = (typeof silenceStates)[number];

/** A silence that waits for a yes is not in force, and one that comes between two of its hours is only scheduled. */
export function silenceState(silence: Silence, now: Date): SilenceState {
  if (isOver(silence, now)) return "ended";
  const span = spanFrom(silence, silence.timezone, now);
  if (span === null) return "ended";
  if (isAwaitingYes(silence)) return "pending";
  return span.from <= now ? "active" : "scheduled";
}

const isOver = ({ endedAt, answer, until }: Silence, now: Date): boolean =>
  answer === "declined" || (endedAt !== null && endedAt <= now) || until <= now;

const isAwaitingYes = ({ needsYes, answer }: Silence): boolean => needsYes && answer === null;

/** Whether it keeps this alert from being told at that moment. */
const silences = (silence: Silence, alert: SilencedAlert, at: Date): boolean =>
  !isOver(silence, at) &&
  !isAwaitingYes(silence) &&
  coversAlert(silence, alert) &&
  holdsAt(silence, silence.timezone, at);

/** Why an incident is silenced: the silences that cover all its burning series; empty if one of them burns aloud. */
export function silencedBy(
  inForce: readonly Silence[],
  burning: readonly SilencedAlert[],
  at: Date,
): Silence[] {
  const by = new Set<Silence>();
  for (const alert of burning) {
    const covering = inForce.filter((silence) => silences(silence, alert, at));
    if (covering.length === 0) return [];
    for (const silence of covering) by.add(silence);
  }
  return [...by];
}

/** When it next begins or ends to hold; null: never again. Until then nothing that follows from it changes by itself. */
export function nextChange(silence: Silence, now: Date): Date | null {
  if (isOver(silence, now)) return null;
  const span: Span | null = spanFrom(silence, silence.timezone, now);
  if (span === null) return null;
  return span.from > now ? span.from : span.until;
}
