import type { Database } from "../../../db/connect.ts";
import { findIncident, type ShownIncident } from "../../../db/incidents/incidents.ts";
import type { Person } from "../../../db/people/tokens.ts";
import { visibleTo } from "../../people/visibility.ts";
import { noSuchIncident } from "../answer.ts";

/**
 * Finds an incident that this person may see. For a customer's person, other customers' incidents do not
 * exist: every request gets 404 (RA4).
 */
export async function findVisible(db: Database, number: number, person: Person): Promise<ShownIncident> {
  const incident = await findIncident(db, number, visibleTo(person));
  if (incident === null) throw noSuchIncident(number);
  return incident;
}
