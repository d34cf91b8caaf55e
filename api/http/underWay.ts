import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler, Response } from "express";
import { DomainError } from "../../domain/errors.ts";

export interface Limits {
  requests: number;
  /** Of all bodies together. */
  bytes: number;
  /** What a body of unknown size counts as: the most that will be read of one. */
  longestBodyBytes: number;
}

/**
 * Sheds load before memory or latency suffers: only so many requests, with so many bytes of body, are under way.
 * The others hear 503 and come again. A request whose sender was answered early stays under way until its work
 * has ended.
 */
export function limitUnderWay(limits: Limits): RequestHandler {
  let requests = 0;
  let bytes = 0;
  return (request, response, next) => {
    const size = Math.min(sizeOf(request) ?? limits.longestBodyBytes, limits.longestBodyBytes);
    if (requests + 1 > limits.requests || bytes + size > limits.bytes)
      throw new DomainError("overloaded", "Too many requests are under way. Please send it again.");
    requests += 1;
    bytes += size;
    const work: Promise<unknown>[] = [];
    response.locals.work = work;
    response.once("close", async () => {
      await Promise.allSettled(work);
      requests -= 1;
      bytes -= size;
    });
    next();
  };
}

/** Waits for work so long and no longer: a sender without an answer would not know to come again. */
export async function answerWithin<Result>(
  response: Response,
  limitMs: number,
  work: Promise<Result>,
): Promise<Result> {
  response.locals.work?.push(work);
  const answered = new AbortController();
  const late = sleep(limitMs, undefined, { signal: answered.signal }).then(
    () => Promise.reject(tooLate()),
    () => work,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    answered.abort();
  }
}

/** The same for requests whose work nobody holds: whoever reads hears 503 rather than nothing. */
export function answerInTime(limitMs: number): RequestHandler {
  return (_request, response, next) => {
    const late = setTimeout(() => {
      if (!response.headersSent) next(tooLate());
    }, limitMs);
    response.once("close", () => clearTimeout(late));
    next();
  };
}

const tooLate = () => new DomainError("unavailable", "The request took too long. Please send it again.");

/** Compressed bodies and those sent in chunks do not tell how long they become. */
function sizeOf(request: Request): number | null {
  const length = request.get("content-length");
  const plain = (request.get("content-encoding") ?? "identity") === "identity";
  return plain && length !== undefined ? Number(length) : null;
}
