import type { Queryable } from "../connect.ts";
import { auditLog } from "../schema/index.ts";

/** Writes down what a person did that no workflow hears of. */
export async function noteAudit(db: Queryable, entry: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(entry);
}
