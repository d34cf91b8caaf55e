import { and, eq, lt } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { secondaryResponses } from "../schema/index.ts";
import type { SecondaryRow } from "./secondary.ts";

/** Secondary responses whose workflow has not been told of their latest change, or that have none yet; oldest first. */
export const secondariesToRelay = (db: Queryable, limit: number): Promise<SecondaryRow[]> =>
  db
    .select()
    .from(secondaryResponses)
    .where(lt(secondaryResponses.relayedRevision, secondaryResponses.revision))
    .orderBy(secondaryResponses.id)
    .limit(limit);

/** A change that came meanwhile is told next time. */
export async function markSecondaryRelayed(
  db: Queryable,
  { id, revision }: Pick<SecondaryRow, "id" | "revision">,
): Promise<void> {
  await db
    .update(secondaryResponses)
    .set({ relayedRevision: revision })
    .where(and(eq(secondaryResponses.id, id), lt(secondaryResponses.relayedRevision, revision)));
}
