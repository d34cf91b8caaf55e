import { STATUS_CODES } from "node:http";
import type { Response } from "express";
import { DomainError, type FieldError } from "../../domain/errors.ts";
import { say } from "../../domain/say.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { languageOf } from "./language.ts";
import { isOutage } from "./outage.ts";

/** What the client is told, in its language, when something goes wrong. Never holds anything internal. */
export interface Problem {
  status: number;
  code: string;
  detail: Text;
  errors?: readonly FieldError[];
}

const statuses: Readonly<Record<string, number>> = {
  bad_parameters: 400,
  bad_request: 400,
  bad_runbook: 400,
  bad_target: 400,
  invalid_alert: 400,
  contact_without_phone: 400,
  invalid_idempotency_key: 400,
  invalid_input: 400,
  invalid_parameters: 400,
  invalid_password: 400,
  malformed_json: 400,
  not_on_list: 400,
  unknown_customer: 400,
  unknown_rule: 400,
  unauthenticated: 401,
  forbidden: 403,
  foreign_origin: 403,
  fresh_login_needed: 403,
  read_only_token: 403,
  second_factor_required: 403,
  session_needed: 403,
  plan_excludes: 403,
  wrong_source_kind: 403,
  not_found: 404,
  unknown_person: 404,
  method_not_allowed: 405,
  already_begun: 409,
  already_decided: 409,
  already_escalated: 409,
  already_open: 409,
  already_recorded: 409,
  already_recovered: 409,
  already_reported: 409,
  call_list_ended: 409,
  cannot_run: 409,
  call_under_way: 409,
  customer_known: 409,
  customer_unknown: 409,
  done_by_runbook: 409,
  from_file: 409,
  idempotency_key_in_use: 409,
  incident_closed: 409,
  no_vendor: 409,
  no_word_waits: 409,
  needs_yes: 409,
  not_agreed: 409,
  not_begun: 409,
  no_runbook_running: 409,
  not_asked: 409,
  not_in_triage: 409,
  not_pending: 409,
  not_recovered: 409,
  not_reported: 409,
  nothing_to_escalate: 409,
  own_account: 409,
  proposal_expired: 409,
  proposal_withdrawn: 409,
  second_person_needed: 409,
  secondary_ended: 409,
  silence_ended: 409,
  runbook_running: 409,
  taken: 409,
  test_ended: 409,
  test_running: 409,
  too_early: 409,
  too_many_phones: 409,
  work_done: 409,
  work_not_done: 409,
  body_too_large: 413,
  too_many_alerts: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  too_many_attempts: 429,
  overloaded: 503,
  unavailable: 503,
};

/** An unknown code is a fault of ours. */
const statusOf = (code: string): number => statuses[code] ?? 500;

const unavailable: Problem = {
  status: 503,
  code: "unavailable",
  detail: "The request cannot be served at the moment. Please send it again.",
};
const ourFault: Problem = {
  status: 500,
  code: "internal_error",
  detail: "The request failed through a fault of ours.",
};

/** One of the two places where errors are translated; the other is `ApplicationFailure`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const { code, publicMessage: detail, errors } = error;
    if (statuses[code] === undefined) return ourFault;
    const status = statusOf(code);
    return { status, code, detail, ...(errors.length > 0 && { errors }) };
  }
  return refusalOfBody(error) ?? (isOutage(error) ? unavailable : refusalByExpress(error));
}

/** Answers as RFC 9457, with our `code` and, for bad input, the `errors`. */
export function sendProblem(response: Response, problem: Problem): void {
  const { status, code, detail, errors } = problem;
  const inWords = (text: Text): string => say(text, languageOf(response));
  response.locals.problemCode = code;
  retryLater(response, status);
  response
    .status(status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: "about:blank",
        title: STATUS_CODES[status],
        status,
        code,
        detail: inWords(detail),
        errors: errors?.map(({ path, message }) => ({ path, message: inWords(message) })),
      }),
    );
}

/** Tells senders when to try again. */
export function retryLater(response: Response, status: number): void {
  if (status === 503 || response.locals.retryAfterSeconds !== undefined)
    response.set("Retry-After", String(response.locals.retryAfterSeconds ?? 2));
}

/** Express' body parser marks its refusals with a `type`. */
function refusalOfBody(error: unknown): Problem | null {
  const { type, limit } = (error ?? {}) as { type?: unknown; limit?: unknown };
  switch (type) {
    case "entity.too.large":
      return { status: 413, code: "body_too_large", detail: `The body is larger than ${limit} bytes.` };
    case "encoding.unsupported":
    case "charset.unsupported":
      return {
        status: 415,
        code: "unsupported_media_type",
        detail: "Forms are in UTF-8, plain or compressed by gzip, deflate or br.",
      };
    case "request.aborted":
    case "request.size.invalid":
      return { status: 400, code: "bad_request", detail: "The body ended before it was complete." };
    default:
      return null;
  }
}

/** A refusal by Express itself (an address that cannot be decoded), or a fault of ours. */
function refusalByExpress(error: unknown): Problem {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  const refused = typeof status === "number" && status >= 400 && status < 500 && expose !== false;
  return refused
    ? { status: 400, code: "bad_request", detail: "The request cannot be understood." }
    : ourFault;
}
