import { DateTime } from "luxon";
import { parseWeeklyHours, type WeeklySpan } from "../customers/calendar/weeklyHours.ts";

/** From this moment until just before that one. */
export interface Span {
  from: Date;
  until: Date;
}

/** When a silence holds: once, or at the hours of `every` week (`Sun 02:00-04:00`) inside the span. */
export interface SilenceTimes extends Span {
  every: string | null;
}

/** Weeks without an hour inside a short series are few; a year of them means that there is none. */
const daysToLookAhead = 8;

/**
 * The span that holds at a moment, or else the first one after it; null if none is left. Hours are those of the
 * customer's clock. Where summer time skips an hour, what would begin or end inside it does so at the jump; where an
 * hour comes twice, it is silent from the first to the end of the second.
 */
export function spanFrom({ from, until, every }: SilenceTimes, timezone: string, at: Date): Span | null {
  if (at >= until) return null;
  if (every === null) return { from, until };
  const hours = parseWeeklyHours(every) ?? [];
  const start = at > from ? at : from;
  // Yesterday's hours may run into today.
  const firstDay = DateTime.fromJSDate(start, { zone: timezone }).startOf("day").minus({ days: 1 });
  for (let ahead = 0; ahead <= daysToLookAhead; ahead++) {
    const day = firstDay.plus({ days: ahead });
    const spans = hours
      .filter(({ weekday }) => weekday === day.weekday)
      .map((span) => spanOn(day, span))
      .sort((one, other) => one.from.getTime() - other.from.getTime());
    for (const span of spans) {
      const within = { from: later(span.from, from), until: earlier(span.until, until) };
      if (within.from < within.until && within.until > start) return within;
    }
  }
  return null;
}

/** Whether it is silent at a moment. */
export function holdsAt(times: SilenceTimes, timezone: string, at: Date): boolean {
  const span = spanFrom(times, timezone, at);
  return span !== null && span.from <= at;
}

function spanOn(day: DateTime, { startMinute, endMinute }: WeeklySpan): Span {
  const [first] = instantsAt(day, startMinute);
  const [, last] = instantsAt(day, endMinute);
  return { from: first, until: last };
}

/** The first and the last instant at which the customer's clock shows so many minutes after the day's midnight. */
function instantsAt(day: DateTime, minute: number): [Date, Date] {
  const hour = Math.floor((minute % 1440) / 60);
  const local = day.plus({ days: Math.floor(minute / 1440) }).set({ hour, minute: minute % 60 });
  const instants = (isShown(local, minute) ? local : jumpBefore(local, minute)).getPossibleOffsets();
  const milliseconds = instants.map((one) => one.toMillis());
  return [new Date(Math.min(...milliseconds)), new Date(Math.max(...milliseconds))];
}

const isShown = (local: DateTime, minute: number): boolean => minuteOf(local) === minute % 1440;

/** Luxon goes beyond a skipped time by as much as the clock jumps. */
function jumpBefore(local: DateTime, minute: number): DateTime {
  let jump = local;
  while (minuteOf(jump.minus({ minutes: 1 })) > minute % 1440) jump = jump.minus({ minutes: 1 });
  return jump;
}

const minuteOf = ({ hour, minute }: DateTime): number => hour * 60 + minute;

const later = (one: Date, other: Date): Date => (one > other ? one : other);
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
