import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import { behaviourSchema } from "../exchange/behaviour.ts";
import type { Exchange, IncomingCall } from "../exchange/exchange.ts";
import { exchangeFaultSchema } from "../exchange/faults.ts";
import type { CallSession } from "../exchange/session.ts";
import { BadInput, readBody } from "./readBody.ts";

const times = z.number().int().min(1).optional();

const phoneSchema = z.object({
  behaviour: behaviourSchema.optional(),
  name: z.string().min(1).max(100).optional(),
  fault: z.intersection(exchangeFaultSchema, z.object({ times })).optional(),
});
const faultSchema = z.object({ fault: exchangeFaultSchema, number: z.string().optional(), times });
const pressSchema = z.object({ key: z.string().regex(/^[0-9*#]$/, "one of 0-9 * #") });
const incomingSchema = z.object({
  from: z.string(),
  /** If this and `voiceUrl` are absent: the account's own number, as set up. */
  to: z.string().optional(),
  voiceUrl: z.url().optional(),
  presses: z.array(z.object({ key: pressSchema.shape.key, afterSeconds: z.number().min(0) })).optional(),
  hangUpAfterSeconds: z.number().min(0).optional(),
});

/** Scripts telephones and their faults, and acts for the person holding one. */
export function phoneRoutes(exchange: Exchange): Router {
  const router = express.Router();

  router.get("/phones", (_request, response) => void response.json({ phones: exchange.phones.all() }));

  router.put("/phones/:number", (request, response) => {
    const { number } = request.params;
    const { behaviour, name, fault } = readBody(phoneSchema, request);
    if (behaviour) exchange.phones.script(number, behaviour);
    if (name) exchange.phones.label(number, name);
    if (fault) exchange.faults.inject(fault, { number, times: fault.times });
    response.status(204).end();
  });

  router.delete("/phones/:number", (request, response) => {
    exchange.phones.unscript(request.params.number);
    exchange.faults.clear(request.params.number);
    response.status(204).end();
  });

  router.post("/faults", (request, response) => {
    const { fault, number, times } = readBody(faultSchema, request);
    exchange.faults.inject(fault, { number, times });
    response.status(204).end();
  });

  router.delete("/faults", (_request, response) => {
    exchange.faults.clear();
    response.status(204).end();
  });

  router.post("/phones/:number/answer", (request, response) =>
    act(exchange, request, response, (session) => session.answer()),
  );
  router.post("/phones/:number/press", (request, response) => {
    const { key } = readBody(pressSchema, request);
    return act(exchange, request, response, (session) => session.press(key));
  });
  router.post("/phones/:number/hang-up", (request, response) =>
    act(exchange, request, response, (session) => session.declineOrHangUp()),
  );

  router.post("/incoming-calls", async (request, response) => {
    const call = await exchange.dialIn(incomingOf(exchange, request));
    response.status(201).json({ sid: call.sid });
  });

  return router;
}

function incomingOf(exchange: Exchange, request: Request): IncomingCall {
  const { to, voiceUrl, ...caller } = readBody(incomingSchema, request);
  if (to !== undefined && voiceUrl !== undefined) return { ...caller, to, voiceUrl };
  const { line } = exchange;
  if (line === null)
    throw new BadInput([{ path: "voiceUrl", message: "no number of the account is set up" }]);
  const statusCallback = line.statusUrl === null ? {} : { statusCallback: hookOf(line.statusUrl) };
  return { ...caller, to: line.number, voiceUrl: line.voiceUrl, ...statusCallback };
}

const hookOf = (url: string) => ({ url, method: "POST" as const });

/** 409 if no call is in the required state. `sid` in the body picks one of several calls. */
async function act(
  exchange: Exchange,
  request: Request,
  response: Response,
  what: (session: CallSession) => Promise<boolean>,
): Promise<void> {
  const { sid } = readBody(z.object({ sid: z.string().optional() }), request);
  const session = sid ? exchange.session(sid) : exchange.liveAt(String(request.params.number));
  const done = session !== null && (await what(session));
  if (done) response.status(204).end();
  else response.status(409).json({ error: "no call at this number is in a state for that" });
}
