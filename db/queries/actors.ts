import { eq } from "drizzle-orm";
import { unverified } from "../../domain/incident/people.ts";
import type { Queryable } from "../connect.ts";
import { auditLog } from "../schema/index.ts";

/** Who says something, and the request it came by. */
export interface ActorSaid {
  by: string;
  request: string | null;
}

/**
 * The name as the timeline shows it: believed where the API wrote down this very request of this very person before it
 * spoke to the workflow. From the Temporal UI nobody is known.
 */
export async function actorName(db: Queryable, { by, request }: ActorSaid): Promise<string> {
  if (request === null) return unverified(by);
  const [row] = await db
    .select({ person: auditLog.person, role: auditLog.role })
    .from(auditLog)
    .where(eq(auditLog.request, request));
  if (row === undefined) return unverified(by);
  const name = row.role === "customer" ? `customer:${row.person}` : row.person;
  return name === by ? name : unverified(by);
}
