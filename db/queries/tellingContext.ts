import { eq, getTableColumns } from "drizzle-orm";
import type { Contact, CustomerConfiguration } from "../../domain/customer/configuration.ts";
import { DomainError } from "../../domain/errors.ts";
import type { Queryable } from "../connect.ts";
import { alerts, incidents } from "../schema/index.ts";
import { configurationVersion } from "./customers.ts";

export type IncidentRow = typeof incidents.$inferSelect;
export type AlertRow = typeof alerts.$inferSelect;

/** What every message is made of: the incident, the alert it tells of, and the configuration the incident is pinned to. */
export interface TellingContext {
  incident: IncidentRow;
  alert: AlertRow;
  configuration: CustomerConfiguration | null;
}

export async function readTellingContext(
  db: Queryable,
  incident: number,
  alert: number,
): Promise<TellingContext> {
  const [row] = await db
    .select({ incident: getTableColumns(incidents), alert: getTableColumns(alerts) })
    .from(incidents)
    .innerJoin(alerts, eq(alerts.id, alert))
    .where(eq(incidents.number, incident));
  if (row === undefined)
    throw new DomainError("unknown_incident", `incident ${incident} or alert ${alert} is unknown`);
  return { ...row, configuration: await pinnedConfiguration(db, row.incident) };
}

/** The incident with the alert that opened it. */
export async function readIncidentContext(db: Queryable, incident: number): Promise<TellingContext> {
  const [row] = await db
    .select({ incident: getTableColumns(incidents), alert: getTableColumns(alerts) })
    .from(incidents)
    .innerJoin(alerts, eq(alerts.incident, incidents.number))
    .where(eq(incidents.number, incident))
    .orderBy(alerts.sequence)
    .limit(1);
  if (row === undefined) throw new DomainError("unknown_incident", `incident ${incident} is unknown`);
  return { ...row, configuration: await pinnedConfiguration(db, row.incident) };
}

const pinnedConfiguration = async (
  db: Queryable,
  incident: IncidentRow,
): Promise<CustomerConfiguration | null> =>
  incident.version === null ? null : await configurationVersion(db, incident.version);

/** A person of the customer, as the incident's pinned configuration knows them. */
export async function contactOfIncident(
  db: Queryable,
  incident: number,
  contact: string,
): Promise<Contact | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.number, incident));
  return row === undefined ? null : ((await pinnedConfiguration(db, row))?.contacts[contact] ?? null);
}
