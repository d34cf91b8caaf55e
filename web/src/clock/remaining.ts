/** The parts of a span as people count it: the two largest that matter. */
export type Span =
  | { unit: "days"; days: number; hours: string }
  | { unit: "hours"; hours: number; minutes: string }
  | { unit: "minutes"; minutes: number; seconds: string }
  | { unit: "seconds"; seconds: number };

export interface Remaining {
  over: boolean;
  span: Span;
}

/** How long until `at`, or since then; a started second counts as a whole one. */
export function remaining(at: number, now: number): Remaining {
  const over = now > at;
  const seconds = over ? Math.floor((now - at) / 1_000) : Math.ceil((at - now) / 1_000);
  return { over, span: spanOf(seconds) };
}

export function spanOf(wholeSeconds: number): Span {
  const minutes = Math.floor(wholeSeconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return { unit: "days", days: Math.floor(hours / 24), hours: two(hours % 24) };
  if (hours >= 1) return { unit: "hours", hours, minutes: two(minutes % 60) };
  if (minutes >= 1) return { unit: "minutes", minutes, seconds: two(wholeSeconds % 60) };
  return { unit: "seconds", seconds: wholeSeconds };
}

const two = (value: number): string => String(value).padStart(2, "0");
