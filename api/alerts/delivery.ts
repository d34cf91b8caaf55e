import type { Request, Response } from "express";
import type { Logger } from "pino";
import { idempotencyKey } from "../http/idempotencyKey.ts";
import { bodyHash } from "../http/jsonBody.ts";
import { answerWithin } from "../http/underWay.ts";
import { type Acceptance, accept, type Delivery } from "./accept.ts";
import { patienceMilliseconds } from "./patience.ts";

export interface IntakeDeps extends Acceptance {
  logger: Logger;
}

const patienceMsPerAlert = 1;

/** Accepts a request's alerts and answers 202 only once they are stored. */
export async function takeDelivery(
  deps: IntakeDeps,
  request: Request,
  response: Response,
  brought: Omit<Delivery, "idempotency">,
): Promise<void> {
  const key = idempotencyKey(request);
  const idempotency = key === null ? null : { key, bodyHash: bodyHash(response) };
  const longestMilliseconds = patienceMilliseconds + patienceMsPerAlert * brought.alerts.length;
  const answer = await answerWithin(response, longestMilliseconds, accept(deps, { ...brought, idempotency }));
  response.status(202).json(answer);
}
