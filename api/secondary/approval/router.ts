import {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
  urlencoded,
} from "express";
import type { Logger } from "pino";
import type { Database } from "../../../db/connect.ts";
import { configurationVersion } from "../../../db/customers/customers.ts";
import { findIncident } from "../../../db/incidents/incidents.ts";
import { detectionBefore } from "../../../db/messages/tellingContext.ts";
import { beginAttempt, takeBackAttempt } from "../../../db/people/loginAttempts.ts";
import { openApprovalLink } from "../../../db/secondary/approvalLinks.ts";
import { isApprovalToken } from "../../../db/secondary/linkKeys.ts";
import { DomainError } from "../../../domain/errors.ts";
import { loggable } from "../../../domain/loggable.ts";
import { backOffByAddress } from "../../../domain/people/backOff.ts";
import { pageWords as words } from "../../../domain/secondary/pageWords.ts";
import type { OwnAddress } from "../../auth/origins.ts";
import { problemOf } from "../../http/problem.ts";
import { budget, limitUnderWay, remoteAddress, remoteNetwork } from "../../http/underWay.ts";
import { askedNow } from "./asked.ts";
import { decide, type OpenLink } from "./decide.ts";
import { faultOf, fieldsOf, isForeign } from "./form.ts";
import { approvalPolicy } from "./html.ts";
import { decidedPage, noticePage, questionPage, type ShownProposal, type Typed } from "./pages.ts";

export interface ApprovalDeps {
  db: Database;
  clock: () => Date;
  logger: Logger;
  centerName: string;
  /** Called once a row is stored that Temporal must be told of. */
  onStored: () => void;
  own: OwnAddress;
}

/** A page and its status. */
interface Answer {
  status: number;
  page: string;
}

/**
 * The page where a customer agrees to a secondary response or declines it (R5.7). The link in the mail is the
 * only login. Opening it changes nothing, however often and by whom (mail scanners open links); only the form
 * does, once. Mounted in front of everything that needs a login.
 */
export function approvalRouter(deps: ApprovalDeps): Router {
  const router = Router();
  const address = "/approve/:token";
  const form = urlencoded({ extended: false, limit: "64kb", parameterLimit: 20 });
  // The link needs no login, so strangers can try links. They must not use up the database for others.
  const limits = limitUnderWay(
    budget({ requests: 20, bytes: 0 }),
    budget({ requests: 5, bytes: 0 }, remoteNetwork),
  );
  router.use("/approve", asPage);
  router.get(address, limits, async (request, response) => {
    const link = await open(deps, request, response);
    send(response, "page" in link ? link : standing(deps, await shownOf(deps, link)));
  });
  router.post(address, form, limits, async (request, response) => {
    if (isForeign(deps.own, request))
      return send(response, notice(deps, 403, words.foreign, words.foreignTodo));
    const link = await open(deps, request, response);
    send(response, "page" in link ? link : await answered(deps, request, link));
  });
  router.use("/approve", faultPage(deps));
  return router;
}

const asPage: RequestHandler = (_request, response, next) => {
  response.set("Content-Security-Policy", approvalPolicy).set("Content-Language", "ja");
  response.set("X-Robots-Tag", "noindex");
  next();
};

/**
 * Opens the link in the address, or returns a page that says there is none. Guesses must wait longer and
 * longer.
 */
async function open(deps: ApprovalDeps, request: Request, response: Response): Promise<OpenLink | Answer> {
  const token = String(request.params.token);
  if (!isApprovalToken(token)) return notice(deps, 404, words.unknown, words.unknownTodo);
  const key = `approval link from ${remoteNetwork(request)}`;
  const wait = await beginAttempt(deps.db, [{ key, backOff: backOffByAddress }], deps.clock());
  if (wait > 0) {
    response.set("Retry-After", String(wait));
    return notice(deps, 429, words.tooMany, words.tooManyTodo(wait));
  }
  const link = await openApprovalLink(deps.db, token);
  if (link.is === "unknown") return notice(deps, 404, words.unknown, words.unknownTodo);
  await takeBackAttempt(deps.db, key);
  return link.is === "open" ? link : notice(deps, 410, words.altered, words.alteredTodo);
}

/**
 * The page of the current state: the form while an answer is possible, then the answer, or why none is
 * possible.
 */
function standing(deps: ApprovalDeps, shown: ShownProposal, typed?: Typed): Answer {
  const { state, decision } = shown.record;
  const asked = askedNow(shown.record, shown.digest, deps.clock().getTime());
  if (asked !== null)
    return { status: typed === undefined ? 200 : 400, page: questionPage(shown, asked, typed) };
  if (decision !== null) return { status: 200, page: decidedPage(shown, decision, false) };
  if (state === "withdrawn") return notice(deps, 410, words.withdrawn, words.withdrawnTodo);
  return notice(deps, 410, words.expired, words.expiredTodo);
}

async function answered(deps: ApprovalDeps, request: Request, link: OpenLink): Promise<Answer> {
  const shown = await shownOf(deps, link);
  const fields = fieldsOf(request);
  const asked = askedNow(link.row.record, link.digest, deps.clock().getTime());
  if (asked === null) return standing(deps, shown);
  const fault = faultOf(fields, asked);
  if (fault !== null) return standing(deps, shown, { ...fields, fault });
  const { name, note, decision } = fields;
  const { about } = asked;
  const given = { about, approved: decision === "approve", name, note, address: remoteAddress(request) };
  try {
    const { record } = await decide(deps, link, given);
    deps.onStored();
    if (about === "begin") return earlyAnswered(deps, given.approved);
    return { status: 200, page: decidedPage({ ...shown, record }, record.decision!, true) };
  } catch (error) {
    if (!(error instanceof DomainError) || problemOf(error).status !== 409) throw error;
    // Someone else has answered in between, or time has just run out.
    const now = await openApprovalLink(deps.db, String(request.params.token));
    if (now.is !== "open") throw error;
    return standing(deps, await shownOf(deps, now));
  }
}

const earlyAnswered = (deps: ApprovalDeps, agreed: boolean): Answer =>
  agreed
    ? notice(deps, 200, words.earlyAgreed, words.earlyAgreedTodo)
    : notice(deps, 200, words.earlyDenied, words.earlyDeniedTodo);

async function shownOf({ db, centerName }: ApprovalDeps, { row, digest }: OpenLink): Promise<ShownProposal> {
  const [incident, configuration, detectedAt] = await Promise.all([
    findIncident(db, row.incident, null),
    configurationVersion(db, row.version),
    detectionBefore(db, row.incident, new Date(row.record.proposedAt)),
  ]);
  if (incident === null) throw new Error(`secondary response ${row.id} has no incident`);
  const { node, alarm } = incident;
  const about = { node, alarm, detectedAt: detectedAt ?? incident.detectedAt };
  return { record: row.record, digest, incident: about, configuration, centerName };
}

const notice = ({ centerName }: ApprovalDeps, status: number, heading: string, todo: string): Answer => ({
  status,
  page: noticePage(centerName, heading, todo),
});

function send(response: Response, { status, page }: Answer): void {
  response.status(status).type("html").send(page);
}

/** People read this page even when the database is down. */
function faultPage(deps: ApprovalDeps): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status } = problemOf(error);
    if (status >= 500) deps.logger.error({ error: loggable(error) }, "an approval page failed");
    send(response, notice(deps, status >= 500 ? 503 : status, words.outage, words.outageTodo));
  };
}
