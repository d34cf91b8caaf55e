import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler, Response } from "express";
import { DomainError } from "../../domain/errors.ts";
import { networkOf, plainAddress } from "../../domain/people/network.ts";

export interface Limits {
  requests: number;
  /** Of all bodies together, inflated, as far as they have arrived. */
  bytes: number;
}

/** One key's share of a budget. */
interface Share extends Limits {
  limits: Limits;
  /** Called when the last request has left. */
  forget(): void;
}

/** How many requests and bytes may be under way at once for each key that `whose` returns. */
export type Budget = (request: Request, response: Response) => Share;

export function budget(
  limits: Limits,
  whose: (request: Request, response: Response) => string = () => "",
): Budget {
  const shares = new Map<string, Share>();
  return (request, response) => {
    const key = whose(request, response);
    const known = shares.get(key);
    if (known !== undefined) return known;
    const share = { limits, requests: 0, bytes: 0, forget: () => void shares.delete(key) };
    shares.set(key, share);
    return share;
  };
}

/** Where a request came from, as trusted proxies tell us. For people to read. */
export const remoteAddress = (request: Request): string => plainAddress(request.ip ?? "unknown");

/** The same for counting: a sender's many IPv6 addresses are one network. */
export const remoteNetwork = (request: Request): string => networkOf(request.ip ?? "unknown");

/**
 * A request's place in several budgets. It grows with the bytes that have arrived, not with those announced.
 */
class Place {
  readonly #shares: readonly Share[];
  #bytes = 0;
  #left = false;

  constructor(shares: readonly Share[]) {
    this.#shares = shares;
    const full = shares.some(({ requests, limits }) => requests >= limits.requests);
    for (const share of shares) share.requests += 1;
    if (!full) return;
    this.leave();
    throw tooMuch();
  }

  get bytes(): number {
    return this.#bytes;
  }

  grow(bytes: number): void {
    if (this.#left) return;
    if (this.#shares.some((share) => share.bytes + bytes > share.limits.bytes)) throw tooMuch();
    this.#bytes += bytes;
    for (const share of this.#shares) share.bytes += bytes;
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    for (const share of this.#shares) {
      share.requests -= 1;
      share.bytes -= this.#bytes;
      if (share.requests === 0) share.forget();
    }
  }
}

/**
 * Sheds load before memory or latency suffers: each budget admits only so many requests, with so many bytes
 * of body, at once. The others get 503 and retry. A request has one place: a later limit replaces an earlier
 * one, so that a sender counts as a stranger only until we know it. A request answered early stays under way
 * until its work has ended.
 */
export function limitUnderWay(...budgets: readonly Budget[]): RequestHandler {
  return (request, response, next) => {
    const { locals } = response;
    const earlier = locals.place as Place | undefined;
    const place = new Place(budgets.map((shareOf) => shareOf(request, response)));
    locals.place = place;
    if (earlier === undefined) leaveAtTheEnd(response);
    else {
      const { bytes } = earlier;
      earlier.leave();
      place.grow(bytes);
    }
    next();
  };
}

function leaveAtTheEnd(response: Response): void {
  const work: Promise<unknown>[] = [];
  response.locals.work = work;
  response.once("close", async () => {
    await Promise.allSettled(work);
    response.locals.place.leave();
  });
}

/** Counts more bytes of this request's body as held. Throws if there is no room. */
export const holdBytes = (response: Response, bytes: number): void => response.locals.place?.grow(bytes);

/** Waits for work up to a limit: a sender without an answer would not know to try again. */
export async function answerWithin<Result>(
  response: Response,
  limitMilliseconds: number,
  work: Promise<Result>,
): Promise<Result> {
  response.locals.work?.push(work);
  const answered = new AbortController();
  const late = sleep(limitMilliseconds, undefined, { signal: answered.signal }).then(
    () => Promise.reject(tooLate()),
    () => work,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    answered.abort();
  }
}

/** The same for requests whose work cannot be stopped: the client gets 503 instead of no answer. */
export function answerInTime(limitMilliseconds: number): RequestHandler {
  return (_request, response, next) => {
    const late = setTimeout(() => {
      if (!response.headersSent) next(tooLate());
    }, limitMilliseconds);
    response.once("close", () => clearTimeout(late));
    next();
  };
}

const tooMuch = () => new DomainError("overloaded", "Too many requests are under way. Please send it again.");
const tooLate = () => new DomainError("unavailable", "The request took too long. Please send it again.");
