import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import type { Database } from "../db/connect.ts";
import { beginAudit, endAudit } from "../db/queries/audit.ts";
import { DomainError } from "../domain/errors.ts";

/** Does what a command was asked for, between two words in the audit log: whoever sits there, and what came of it. */
export async function audited<Result>(
  db: Database,
  asked: { action: string; detail: Record<string, unknown>; at: Date },
  act: () => Promise<Result>,
): Promise<Result> {
  const request = randomUUID();
  await beginAudit(db, {
    ...{ ...asked, request, person: `command:${userInfo().username}`, role: null },
    ...{ customer: null, incident: null, via: "command" },
  });
  try {
    const result = await act();
    await endAudit(db, request, "done", null);
    return result;
  } catch (error) {
    const isRefusal = error instanceof DomainError;
    await endAudit(db, request, isRefusal ? "refused" : "failed", isRefusal ? error.code : null);
    throw error;
  }
}
