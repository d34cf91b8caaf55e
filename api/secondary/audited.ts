import type { Request, Response } from "express";
import type { Database } from "../../db/connect.ts";
import { beginAudit, endAudit } from "../../db/people/audit.ts";
import { DomainError } from "../../domain/errors.ts";
import { withoutSecrets } from "../audit/withoutSecrets.ts";
import { statusOf } from "../http/problem.ts";
import { requestNameOf } from "../incidents/actions/perform.ts";
import { loginOf, personOf } from "../people/authenticate.ts";

interface Deed {
  action: string;
  customer: string | null;
  incident: number;
  detail: Record<string, unknown>;
}

/** Records who is about to do what, does it under the request's own name, and records the outcome (RA4). */
export async function audited<Done>(
  { db, clock }: { db: Database; clock: () => Date },
  request: Request,
  response: Response,
  { detail, ...deed }: Deed,
  act: (requestName: string) => Promise<Done>,
): Promise<Done> {
  const { name: person, role } = personOf(response);
  const name = requestNameOf(request, response);
  const who = { at: clock(), person, role, via: loginOf(response).via, request: name };
  const row = await beginAudit(db, { ...who, ...deed, detail: withoutSecrets(detail) });
  try {
    const done = await act(name);
    await endAudit(db, row, "done", null);
    return done;
  } catch (error) {
    const code = error instanceof DomainError ? error.code : "error";
    await endAudit(db, row, statusOf(code) < 500 ? "refused" : "failed", code);
    throw error;
  }
}
