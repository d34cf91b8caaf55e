import { randomUUID } from "node:crypto";
import type { Database } from "../db/connect.ts";
import { beginAudit, endAudit } from "../db/people/audit.ts";
import { DomainError } from "../domain/errors.ts";
import { userName } from "./userName.ts";

/** Does what a command was asked for, between two entries in the audit log: who asked for it, and its outcome. */
export async function audited<Result>(
  db: Database,
  asked: { action: string; customer?: string | null; detail: Record<string, unknown>; at: Date },
  act: () => Promise<Result>,
): Promise<Result> {
  const request = randomUUID();
  await beginAudit(db, {
    ...{ customer: null, ...asked, request, person: `command:${userName()}`, role: null },
    ...{ incident: null, via: "command" },
  });
  try {
    const result = await act();
    await endAudit(db, request, "done", null);
    return result;
  } catch (error) {
    const isRefusal = error instanceof DomainError;
    const outcome = isRefusal ? "refused" : "failed";
    // If the log cannot be written either, the person is told the first error.
    await endAudit(db, request, outcome, isRefusal ? error.code : null).catch(() => {});
    throw error;
  }
}
