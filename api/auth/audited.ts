import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { customerOfIncident } from "../../db/incidents/incidents.ts";
import { type AuditBeginning, audited, beginAudit, endAudit } from "../../db/people/audit.ts";
import { loggable } from "../../domain/loggable.ts";
import { loginOf, personOf } from "./authenticate.ts";
import { requestName } from "./requestName.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

interface Deps {
  db: Database;
  clock: () => Date;
}

/** The acting person as the audit log names them. */
export function whoActs(response: Response): Pick<AuditBeginning, "person" | "role" | "via"> {
  const { name: person, role } = personOf(response);
  return { person, role, via: loginOf(response).via };
}

type Deed = Pick<AuditBeginning, "action" | "customer" | "incident" | "detail">;

/** Runs a request's act under the request's own name. The audit log records it before and after (RA4). */
export function auditedDeed<Done>(
  { db, clock }: Deps,
  request: Request,
  response: Response,
  { detail, ...deed }: Deed,
  act: (requestName: string) => Promise<Done>,
): Promise<Done> {
  const name = requestName(request, response);
  const beginning = { ...whoActs(response), ...deed, at: clock(), request: name };
  return audited(db, { ...beginning, detail: withoutSecrets(detail) }, () => act(name));
}

/** `router.post("/api/incidents/:number/take", audited("take"), handler)` */
export type Audited = (action: string) => RequestHandler;

/**
 * Records who is about to do what, before it is done, and the outcome once it is answered (RA4). The action's
 * incident (`:number`) or customer (`:customer`) comes from the route. A failed act that is repeated with the
 * same `Idempotency-Key` is the same request and has one row.
 */
export function auditedRequests(deps: Deps & { logger: Logger }): Audited {
  return (action) => async (request, response, next) => {
    const name = requestName(request, response);
    const row = await beginAudit(deps.db, {
      ...whoActs(response),
      at: deps.clock(),
      action,
      request: name,
      ...(await concerned(deps.db, request)),
      detail: withoutSecrets({ ...namesInPath(request), ...request.body }),
    });
    response.once("finish", () => {
      const code = response.locals.problemCode ?? null;
      endAudit(deps.db, row, outcomeOf(response.statusCode), code).catch((error) =>
        deps.logger.error(
          { error: loggable(error), request: row },
          "the outcome of an action could not be written to the audit log",
        ),
      );
    });
    next();
  };
}

export const outcomeOf = (status: number): "done" | "refused" | "failed" =>
  status < 400 ? "done" : status < 500 ? "refused" : "failed";

async function concerned(
  db: Database,
  request: Request,
): Promise<{ incident: number | null; customer: string | null }> {
  const { number, customer } = request.params;
  if (typeof number !== "string" || !/^[1-9]\d{0,8}$/.test(number))
    return { incident: null, customer: typeof customer === "string" ? customer : null };
  return { incident: Number(number), customer: await customerOfIncident(db, Number(number)) };
}

/** What else the address names, such as the token to revoke. */
function namesInPath(request: Request): Record<string, unknown> {
  const { number: _number, customer: _customer, ...others } = request.params;
  return others;
}
