import type { Response } from "express";
import type { Source } from "../../db/alerts/intake.ts";
import { DomainError } from "../../domain/errors.ts";

/** Far above what a tool sends on purpose: a whole data centre at once, or 200 alerts a second for ever. */
const burst = 20_000;
const perSecond = 200;

/** Lets a source's alerts pass up to its limit. Above it, the source is told when to send them again. */
export type Pace = (source: Source, count: number, now: Date, response: Response) => void;

export function pacePerSource(): Pace {
  const buckets = new Map<string, { left: number; at: number }>();
  return ({ customer, name }, count, now, response) => {
    const key = `${customer} ${name}`;
    const { left, at } = buckets.get(key) ?? { left: burst, at: now.getTime() };
    const passedSeconds = Math.max(0, now.getTime() - at) / 1_000;
    const available = Math.min(burst, left + passedSeconds * perSecond);
    const enough = available >= count;
    buckets.set(key, { left: enough ? available - count : available, at: now.getTime() });
    if (enough) return;
    response.locals.retryAfterSeconds = Math.ceil((count - available) / perSecond);
    throw new DomainError(
      "overloaded",
      "This source sends more alerts than are taken. Please send it again.",
    );
  };
}
