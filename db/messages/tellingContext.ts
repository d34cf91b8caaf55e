import { and, desc, eq, getTableColumns, like, lte } from "drizzle-orm";
import type { Level } from "../../domain/alerts/level.ts";
import type { Contact, CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { DomainError } from "../../domain/errors.ts";
import { occurrenceFact } from "../../domain/incidents/steps.ts";
import type { CallRow } from "../calls/calls.ts";
import type { Queryable } from "../connect.ts";
import { configurationVersion } from "../customers/customers.ts";
import { type AlertRow, alerts, calls, type IncidentRow, incidents, timeline } from "../schema/index.ts";

/** What every message is made of: the incident, the alert to tell, and the pinned configuration. */
export interface TellingContext {
  incident: IncidentRow;
  /** The alert to tell about: its value and its log. */
  alert: AlertRow;
  level: Level;
  /** The alert that began the occurrence: since when, and when detected. */
  first: AlertRow;
  configuration: CustomerConfiguration | null;
}

/** `occurrence`: by default the one in progress when the alert arrived. */
export async function readTellingContext(
  db: Queryable,
  incident: number,
  alert: number,
  occurrence?: number,
): Promise<TellingContext> {
  const [row] = await db
    .select({ incident: getTableColumns(incidents), alert: getTableColumns(alerts) })
    .from(incidents)
    .innerJoin(alerts, eq(alerts.id, alert))
    .where(eq(incidents.number, incident));
  if (row === undefined)
    throw new DomainError("unknown_incident", `incident ${incident} or alert ${alert} is unknown`);
  const level = row.alert.status === "recovered" ? row.incident.level : row.alert.level;
  const begun = await beginningOf(db, incident, occurrence ?? row.alert.acceptedAt);
  const first = (await firstAlert(db, incident, begun)) ?? row.alert;
  return { ...row, level, first, configuration: await pinnedConfiguration(db, row.incident) };
}

/** The incident now, with the alert that began its present occurrence. */
export async function readIncidentContext(db: Queryable, incident: number): Promise<TellingContext> {
  const [row] = await db.select().from(incidents).where(eq(incidents.number, incident));
  const begun = row && (await beginningOf(db, incident, row.occurrence));
  const first = begun === undefined ? undefined : await firstAlert(db, incident, begun);
  if (row === undefined || first === undefined)
    throw new DomainError("unknown_incident", `incident ${incident} is unknown`);
  const configuration = await pinnedConfiguration(db, row);
  return { incident: row, alert: first, level: row.level, first, configuration };
}

/** When the occurrence in progress at that time was detected, by its first alert; null: no alert is known. */
export async function detectionBefore(db: Queryable, incident: number, at: Date): Promise<Date | null> {
  const first = await firstAlert(db, incident, await beginningOf(db, incident, at));
  return first?.acceptedAt ?? null;
}

/** When an occurrence began, by the timeline; null for the first, which began with the incident. */
async function beginningOf(db: Queryable, incident: number, which: number | Date): Promise<Date | null> {
  const [line] = await db
    .select({ at: timeline.at })
    .from(timeline)
    .where(
      and(
        eq(timeline.incident, incident),
        typeof which === "number"
          ? eq(timeline.fact, occurrenceFact(which))
          : and(like(timeline.fact, occurrenceFact("%")), lte(timeline.at, which)),
      ),
    )
    .orderBy(desc(timeline.at))
    .limit(1);
  return line?.at ?? null;
}

async function firstAlert(
  db: Queryable,
  incident: number,
  begun: Date | null,
): Promise<AlertRow | undefined> {
  const since = begun && and(eq(alerts.acceptedAt, begun), eq(alerts.status, "firing"));
  const [alert] = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.incident, incident), since ?? undefined))
    .orderBy(alerts.sequence)
    .limit(1);
  return alert;
}

const pinnedConfiguration = async (
  db: Queryable,
  { version }: Pick<IncidentRow, "version">,
): Promise<CustomerConfiguration | null> =>
  version === null ? null : await configurationVersion(db, version);

/** An incident's call, and the person rung by it. */
export async function rungCall(
  db: Queryable,
  id: string,
): Promise<{ call: CallRow; contact: Contact | null } | null> {
  const [row] = await db
    .select({ call: calls, version: incidents.version })
    .from(calls)
    .innerJoin(incidents, eq(incidents.number, calls.incident))
    .where(eq(calls.id, id));
  if (row === undefined) return null;
  const contacts = (await pinnedConfiguration(db, row))?.contacts;
  return { call: row.call, contact: contacts?.[row.call.contact] ?? null };
}

/** A customer's person, from the incident's pinned configuration. */
export const contactOfIncident = async (db: Queryable, incident: number, contact: string) =>
  (await personOfIncident(db, incident, contact)).contact;

/** The same with the customer. */
export async function personOfIncident(
  db: Queryable,
  incident: number,
  contact: string,
): Promise<{ customer: string | null; contact: Contact | null }> {
  const [row] = await db
    .select({ customer: incidents.customer, version: incidents.version })
    .from(incidents)
    .where(eq(incidents.number, incident));
  const configuration = row && (await pinnedConfiguration(db, row));
  return { customer: row?.customer ?? null, contact: configuration?.contacts[contact] ?? null };
}
