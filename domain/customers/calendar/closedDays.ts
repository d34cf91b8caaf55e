import { DateTime } from "luxon";

/** The first and the last closed day, both `YYYY-MM-DD`. */
export interface ClosedDays {
  from: string;
  until: string;
}

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** Reads `2026-12-29` or `2026-12-29/2027-01-03`, both ends included; null if unreadable. */
export function parseClosedDays(text: string): ClosedDays | null {
  const [from = "", until = from, ...more] = text.split("/");
  if (more.length > 0 || !isDate(from) || !isDate(until) || until < from) return null;
  return { from, until };
}

function isDate(text: string): boolean {
  return datePattern.test(text) && DateTime.fromISO(text).isValid;
}
