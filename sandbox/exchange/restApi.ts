import { timingSafeEqual } from "node:crypto";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { type Call, hasEnded } from "./call.ts";
import { type Form, one, readHook } from "./callRequest.ts";
import type { Account, Exchange } from "./exchange.ts";
import { placeCall } from "./placeCall.ts";
import { recordingRoutes } from "./recordingRoutes.ts";
import { sendRefusal, sendTwilioError, TwilioError } from "./restErrors.ts";
import { callResource, pageOf } from "./restResources.ts";
import type { CallSession } from "./session.ts";

/** Twilio's REST API for calls and their recordings, under `/2010-04-01/Accounts/{AccountSid}`. */
export function exchangeRoutes(exchange: Exchange): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  // Recordings themselves can be fetched without a login, as Twilio allows by default.
  router.use((request, response, next) => {
    if (isAuthorised(request, exchange.account) || /\/Recordings\/\w+(\.wav|\.mp3)?$/.test(request.path))
      next();
    else sendTwilioError(response, 20003);
  });
  router.use("/Accounts/:account", (request, response, next) => {
    if (request.params.account === exchange.account.accountSid) next();
    else sendTwilioError(response, 20404);
  });

  const account = express.Router();
  account.post("/Calls.json", (request, response) => placeCall(exchange, request, response));
  account.get("/Calls.json", (request, response) => listCalls(exchange, request, response));
  account.get("/Calls/:sid.json", (request, response) => {
    const { call } = sessionOf(exchange, request);
    const fault = exchange.faults.takeForLookup(call.to);
    if (fault) sendRefusal(response, fault.status);
    else response.json(callResource(call, exchange.account.accountSid));
  });
  account.post("/Calls/:sid.json", (request, response) => {
    const session = sessionOf(exchange, request);
    const told = updateCall(session, request.body ?? {});
    // The answer does not wait for the call's callbacks, but skipped time does.
    exchange.clock.after(0, () => told);
    response.json(callResource(session.call, exchange.account.accountSid));
  });
  account.use(recordingRoutes(exchange));
  router.use("/Accounts/:account", account);

  router.use((_request, response) => sendTwilioError(response, 20404));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (error instanceof TwilioError) sendTwilioError(response, error.code);
    else next(error);
  });
  return router;
}

function isAuthorised(request: Request, account: Account): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const pair = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
  const expected = Buffer.from(`Basic ${pair}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sessionOf(exchange: Exchange, request: Request) {
  const session = exchange.session(String(request.params.sid));
  if (!session) throw new TwilioError(20404);
  return session;
}

/** Newest first, as Twilio lists them, without calls that the list does not show yet. */
function listCalls(exchange: Exchange, request: Request, response: Response): void {
  const query = new URL(request.originalUrl, "http://exchange").searchParams;
  const fault = exchange.faults.takeForLookup(query.get("To"));
  if (fault) {
    sendRefusal(response, fault.status);
    return;
  }
  const now = exchange.clock.now();
  const calls = exchange
    .calls()
    .filter((call) => call.listedFrom <= now && matches(call, query))
    .reverse()
    .map((call) => callResource(call, exchange.account.accountSid));
  response.json(pageOf("calls", calls, { path: request.originalUrl.split("?")[0]!, query }));
}

function matches(call: Call, query: URLSearchParams): boolean {
  // Twilio filters start times by day.
  const dayOf = (instant: string | Date) => {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) throw new TwilioError(20001);
    return date.toISOString().slice(0, 10);
  };
  const startedOn = dayOf(call.answeredAt ?? call.rangAt ?? call.createdAt);
  const tests: Record<string, (value: string) => boolean> = {
    To: (value) => call.to === value,
    From: (value) => call.from === value,
    Status: (value) => call.status === value,
    ParentCallSid: (value) => call.parentSid === value,
    StartTime: (value) => startedOn === dayOf(value),
    "StartTime>": (value) => startedOn >= dayOf(value),
    "StartTime<": (value) => startedOn <= dayOf(value),
  };
  return [...query].every(([name, value]) => value === "" || (tests[name]?.(value) ?? true));
}

/** Changes the state at once. Resolves when everyone who asked was told. */
function updateCall(session: CallSession, form: Form): Promise<void> {
  const status = one(form.Status);
  const twiml = one(form.Twiml);
  const hook = readHook(form.Url, form.Method, 21205);
  if (status !== undefined && status !== "canceled" && status !== "completed") throw new TwilioError(20001);
  if (hasEnded(session.call)) throw new TwilioError(21220);
  if (status === "canceled") return session.cancel();
  if (status === "completed") return session.hangUp();
  if (session.call.status !== "in-progress") throw new TwilioError(21220);
  if (twiml !== undefined) return session.redirect({ twiml });
  return hook ? session.redirect({ hook }) : Promise.resolve();
}
