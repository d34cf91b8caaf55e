import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { DomainError } from "../../domain/errors.ts";
import { languages } from "../../domain/words/language.ts";
import { personOf } from "../auth/authenticate.ts";
import { speak } from "../http/language.ts";
import { readParameters } from "../http/parameters.ts";
import { audienceOf } from "../incidents/answer.ts";
import type { Tick } from "../incidents/board/schemas.ts";
import { visibleTo } from "../people/visibility.ts";
import { openEventStream } from "./eventStream.ts";
import { changeFeed } from "./feed.ts";
import { tellChanges } from "./stream.ts";

export interface LiveDeps {
  db: Database;
  clock: () => Date;
  logger: Logger;
  authenticate: RequestHandler;
  /** Tests wait for less. */
  timing?: { tickMilliseconds: number; checkMilliseconds: number };
}

/**
 * How often readers are sent the time. A reader that receives nothing for 25 s knows that something is wrong.
 */
const standardTiming = { tickMilliseconds: 10_000, checkMilliseconds: 60_000 };
const mostStreams = 500;
/** One stream serves all windows of a browser. No person may use up the streams of others. */
const mostStreamsOfOne = 20;

export const eventsParameters = z.strictObject({
  since: z.string("give it once").optional().meta({ description: "`cursor` of `/api/board`" }),
  language: z
    .enum(languages)
    .optional()
    .meta({ description: "Instead of `Accept-Language`, which a browser's EventSource cannot set" }),
});

/**
 * `GET /api/events`. Mounted in front of the limits for requests, which would end a long stream, so it checks
 * the login itself.
 */
export function liveRouter(deps: LiveDeps) {
  const { db, clock, logger, authenticate, timing = standardTiming } = deps;
  const feed = changeFeed({ db, clock, logger });
  const open = new Set<Response>();
  let stopping = false;
  const router = Router();

  router.get("/api/events", authenticate, async (request, response) => {
    const { since, language } = readParameters(eventsParameters, request.query);
    if (language !== undefined) speak(response, language);
    const person = personOf(response);
    const own = [...open].filter((other) => personOf(other).name === person.name);
    if (stopping || open.size >= mostStreams || own.length >= mostStreamsOfOne)
      throw new DomainError("overloaded", "There are too many readers. Please try again.");
    const stream = openEventStream(response);
    open.add(response);
    const timers: NodeJS.Timeout[] = [];
    let leave = () => {};
    response.once("close", () => {
      open.delete(response);
      for (const timer of timers) clearInterval(timer);
      leave();
    });
    try {
      leave = await tellChanges({ db, clock, feed }, stream, {
        visible: visibleTo(person),
        audience: audienceOf(response),
        since: request.get("last-event-id") ?? since,
      });
    } catch {
      // The reader reconnects by itself and then gets the fault as an answer.
      return stream.end();
    }
    if (response.closed) return leave();
    const tick = (): void => {
      const cursor = feed.toldUpTo();
      if (cursor !== null) stream.send("tick", { at: clock().toISOString() } satisfies Tick, cursor);
    };
    tick();
    timers.push(
      setInterval(tick, timing.tickMilliseconds),
      setInterval(async () => {
        if (!(await isStill(person, authenticate, request, response))) stream.end();
      }, timing.checkMilliseconds),
    );
  });

  return {
    router,
    /** Ends all streams: a server that stops must not wait for them. */
    stop(): void {
      stopping = true;
      feed.stop();
      for (const response of open) response.end();
    },
  };
}

/**
 * Whether the login still holds, with the same rights. If the database does not answer, the stream ends too.
 */
async function isStill(
  person: ReturnType<typeof personOf>,
  authenticate: RequestHandler,
  request: Request,
  response: Response,
): Promise<boolean> {
  try {
    await authenticate(request, response, () => {});
    const now = personOf(response);
    return now.role === person.role && now.customers.join() === person.customers.join();
  } catch {
    return false;
  }
}
