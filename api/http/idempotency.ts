import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { type AnswerName, claimAnswer, forgetAnswer, keepAnswer } from "../../db/people/idempotency.ts";
import { DomainError } from "../../domain/errors.ts";
import { unavailableTexts } from "../../domain/incidents/steeringTexts.ts";
import { loggable } from "../../domain/loggable.ts";
import { idempotencyKey, keyReused } from "./idempotencyKey.ts";
import { bodyHash } from "./jsonBody.ts";

interface Deps {
  db: Database;
  /** The name of this server's connections to PostgreSQL. */
  server: string;
  clock: () => Date;
  logger: Logger;
  /** Who owns a key: the same key from two people, or at two addresses, is two keys. */
  scopeOf: (request: Request, response: Response) => string;
}

/**
 * `Idempotency-Key` on every POST of the API: the same key and body get the same answer and take effect once.
 * Mounted behind login and body parser.
 *
 * A 5xx answer is not kept, since the request should be retried. Nor is the answer to a password that was
 * wrong or came too soon (`response.locals.guessed`), since the next one may be right. An answer that holds a
 * secret (`response.locals.holdsSecret`) is noted but not kept: the secret is shown once and stored nowhere.
 */
export function idempotent(deps: Deps): RequestHandler {
  const underWay: UnderWay = new Set();
  return async (request, response, next) => {
    const key = request.method === "POST" ? idempotencyKey(request) : null;
    if (key === null) return next();
    const name = { scope: deps.scopeOf(request, response), key };
    const claim = await claimOnce(deps, underWay, { ...name, bodyHash: bodyHash(response) });
    if (claim === "reused") throw keyReused();
    if (claim === "in-use") {
      response.locals.retryAfterSeconds = 1;
      throw new DomainError("idempotency_key_in_use", unavailableTexts.stillUnderWay());
    }
    if (claim === "claimed") {
      keepBeforeSending(deps, response, name, () => underWay.delete(idOf(name)));
      return next();
    }
    response.status(claim.status).type(claim.status < 400 ? "application/json" : "application/problem+json");
    response.send(JSON.stringify(claim.answer));
  };
}

/**
 * The keys this server works on. A key that PostgreSQL still holds for this server and that is not among them was
 * lost with the connection that should have given it up.
 */
type UnderWay = Set<string>;

const idOf = ({ scope, key }: AnswerName): string => JSON.stringify([scope, key]);

async function claimOnce(
  { db, clock, server }: Deps,
  underWay: UnderWay,
  request: AnswerName & { bodyHash: string },
) {
  const id = idOf(request);
  const isUnderWay = underWay.has(id);
  underWay.add(id);
  let isClaimed = false;
  try {
    const claim = await claimAnswer(db, { ...request, at: clock(), claimant: { server, isUnderWay } });
    isClaimed = claim === "claimed";
    return claim;
  } finally {
    if (!isClaimed && !isUnderWay) underWay.delete(id);
  }
}

/** Stores the answer before it is sent, so that a repeat always gets the same one. */
function keepBeforeSending(
  { db, logger }: Deps,
  response: Response,
  name: AnswerName,
  done: () => void,
): void {
  const send = response.send.bind(response);
  let kept = false;
  response.send = (body: unknown) => {
    if (kept) return send(body);
    kept = true;
    const status = response.statusCode;
    const answer = typeof body === "string" ? JSON.parse(body) : null;
    const toKeep = response.locals.holdsSecret === true ? shownOnce : { status, answer };
    const isOpen = status >= 500 || response.locals.guessed === true;
    const keeping = isOpen ? forgetAnswer(db, name) : keepAnswer(db, { ...name, ...toKeep });
    keeping
      .catch((error) =>
        logger.error({ error: loggable(error) }, "the answer to an Idempotency-Key could not be stored"),
      )
      .finally(() => {
        done();
        send(body);
      });
    return response;
  };
}

/** What a repeat gets instead of a secret: the first request took effect, and a new one needs another key. */
const shownOnce = {
  status: 409,
  answer: {
    type: "about:blank",
    title: "Conflict",
    status: 409,
    code: "shown_once",
    detail: "This Idempotency-Key has issued a secret already, which is shown once; use another key.",
  },
};
