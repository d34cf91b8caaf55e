import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler, Response } from "express";
import { DomainError } from "../../domain/errors.ts";
import { networkOf, plainAddress } from "../../domain/people/network.ts";

export interface Limits {
  requests: number;
  /** Of all bodies together, as far as they have come, inflated. */
  bytes: number;
}

/** One of those who share a budget. */
interface Share extends Limits {
  limits: Limits;
  /** The last request has left. */
  forget(): void;
}

/** How many requests, and bytes of them, may be under way at once for each key that `whose` returns. */
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

/** Where a request came from, as far as the proxies that we trust say so: for those who read it. */
export const remoteAddress = (request: Request): string => plainAddress(request.ip ?? "unknown");

/** The same for whatever counts: one sender's many IPv6 addresses are one. */
export const remoteNetwork = (request: Request): string => networkOf(request.ip ?? "unknown");

/** A request's place in several budgets; it grows with the bytes that have come, not with those that might. */
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
 * Sheds load before memory or latency suffers: only so many requests, with so many bytes of body, are under way in
 * each budget. The others get 503 and come again. A request has one place: a later limit takes over from an earlier
 * one, so that strangers share a place only until we know who they are. A request whose sender was answered early
 * stays under way until its work has ended.
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

/** Counts more bytes of this request's body as held; throws if there is no room for them. */
export const holdBytes = (response: Response, bytes: number): void => response.locals.place?.grow(bytes);

/** Waits for work up to a limit: a sender without an answer would not know to send it again. */
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

/** The same for requests whose work cannot be stopped: the client gets 503 rather than no answer. */
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
