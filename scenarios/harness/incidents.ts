import type { Database } from "../../db/connect.ts";
import { desc, eq } from "../../db/drizzle.ts";
import { type IncidentRow, incidents } from "../../db/schema/index.ts";
import type { GivenCustomer } from "./given.ts";

/** A customer's latest incident, or one by its number. */
export type About = Pick<GivenCustomer, "id"> | number;

export async function incidentOf(db: Database, about: About): Promise<IncidentRow> {
  const [row] = await db
    .select()
    .from(incidents)
    .where(typeof about === "number" ? eq(incidents.number, about) : eq(incidents.customer, about.id))
    .orderBy(desc(incidents.number))
    .limit(1);
  if (row === undefined) throw new Error(`${JSON.stringify(about)} has no incident`);
  return row;
}

/** All incidents of a customer, oldest first. */
export async function incidentsOf(db: Database, about: Pick<GivenCustomer, "id">): Promise<IncidentRow[]> {
  return await db.select().from(incidents).where(eq(incidents.customer, about.id)).orderBy(incidents.number);
}
