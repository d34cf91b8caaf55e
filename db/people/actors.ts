import type { Action } from "../../domain/incidents/actions/table.ts";
import { personText, type SaidBy, unverified } from "../../domain/people/actor.ts";
import type { SecondaryAction } from "../../domain/secondary/actions.ts";
import type { Queryable } from "../connect.ts";
import { eq } from "../drizzle.ts";
import { auditLog } from "../schema/index.ts";

/** Action names as the audit log has them. */
type AuditedAct = Action | `${SecondaryAction}Secondary`;

/** What a request must have asked for. */
interface Asked {
  incident: number;
  actions: readonly AuditedAct[];
  /** When the workflow received it; null for what is recorded long afterwards. */
  at: Date | null;
}

/** After this time the API has long given up a request. */
const longestWayMilliseconds = 3600_000;
/** How far the clocks of two machines may differ. */
const skewMilliseconds = 60_000;

/**
 * The name for the timeline. It is believed only if the API recorded this very request by this person, for
 * this act on this incident, shortly before it reached the workflow. Nobody is identified in the Temporal UI,
 * where a request's id can be read and copied.
 */
export async function actorName(db: Queryable, said: SaidBy, asked: Asked): Promise<string> {
  const { by, request } = said;
  if (request === null) return unverified(by);
  const [row] = await db.select().from(auditLog).where(eq(auditLog.request, request));
  if (row === undefined || !isAbout(row, asked)) return unverified(by);
  const name = personText({ name: row.person, role: row.role });
  return name === by ? name : unverified(by);
}

/** A refused request cannot be used again. For an accepted one Temporal returns the first answer. */
function isAbout(row: typeof auditLog.$inferSelect, { incident, actions, at }: Asked): boolean {
  const way = at === null ? 0 : at.getTime() - row.at.getTime();
  return (
    row.incident === incident &&
    actions.some((action) => action === row.action) &&
    row.outcome !== "refused" &&
    way >= -skewMilliseconds &&
    way <= longestWayMilliseconds
  );
}
