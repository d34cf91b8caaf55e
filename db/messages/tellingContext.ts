import type { Level } from "../../domain/alerts/level.ts";
import type { Contact, CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { DomainError } from "../../domain/errors.ts";
import { occurrenceFact } from "../../domain/incidents/steps.ts";
import type { CallRow } from "../calls/calls.ts";
import type { Queryable } from "../connect.ts";
import { configurationVersion } from "../customers/customers.ts";
import {
  alias,
  and,
  desc,
  eq,
  inArray,
  isNull,
  like,
  lte,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { type AlertRow, alerts, calls, type IncidentRow, incidents, timeline } from "../schema/index.ts";

const one = alias(alerts, "one");

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
  const [row] = await (occurrence === undefined
    ? aboutAlert(db, { incident, alert })
    : aboutOccurrence(db, { incident, alert, fact: occurrenceFact(occurrence) }));
  if (row === undefined)
    throw new DomainError("unknown_incident", `incident ${incident} or alert ${alert} is unknown`);
  const { incidents: about, alerts: told } = row;
  const level = told.status === "recovered" ? about.level : told.level;
  const configuration = await pinnedConfiguration(db, about);
  return { incident: about, alert: told, level, first: row.first ?? told, configuration };
}

/** The incident now, with the alert that began its present occurrence. */
export async function readIncidentContext(db: Queryable, incident: number): Promise<TellingContext> {
  const [row] = await inItsOccurrence(db, { incident });
  if (row === undefined) throw new DomainError("unknown_incident", `incident ${incident} is unknown`);
  const { incidents: about, first } = row;
  const configuration = await pinnedConfiguration(db, about);
  return { incident: about, alert: first, level: about.level, first, configuration };
}

interface Told {
  incident: number;
  alert: number;
}

/** Every message asks for its context, so that each is one query. */
const aboutAlert = prepared((db, { incident, alert }: Places<Told>) => {
  const begun = beginningWhere(db, hasBegunBy(alerts.acceptedAt));
  const first = firstAlertSince(db, begun);
  return ofIncident(db, incident)
    .innerJoin(alerts, eq(alerts.id, alert))
    .leftJoinLateral(begun, always)
    .leftJoinLateral(first, always);
});

const aboutOccurrence = prepared((db, { incident, alert, fact }: Places<Told & { fact: string }>) => {
  const begun = beginningWhere(db, eq(timeline.fact, fact));
  const first = firstAlertSince(db, begun);
  return ofIncident(db, incident)
    .innerJoin(alerts, eq(alerts.id, alert))
    .leftJoinLateral(begun, always)
    .leftJoinLateral(first, always);
});

const inItsOccurrence = prepared((db, { incident }: Places<{ incident: number }>) => {
  const fact = sql`replace(${occurrenceFact("%")}, '%', ${incidents.occurrence}::text)`;
  const begun = beginningWhere(db, eq(timeline.fact, fact));
  const first = firstAlertSince(db, begun);
  return ofIncident(db, incident).leftJoinLateral(begun, always).innerJoinLateral(first, always);
});

/** When the occurrence in progress at that time was detected, by its first alert; null: no alert is known. */
export async function detectionBefore(db: Queryable, incident: number, at: Date): Promise<Date | null> {
  const begun = beginningWhere(db, hasBegunBy(sql.param(at, timeline.at)));
  const [row] = await ofIncident(db, sql.param(incident, incidents.number))
    .leftJoinLateral(begun, always)
    .innerJoinLateral(firstAlertSince(db, begun), always);
  return row?.first.acceptedAt ?? null;
}

const always = sql`true`;
const ofIncident = (db: Queryable, number: SQLWrapper) =>
  db.select().from(incidents).where(eq(incidents.number, number)).$dynamic();

const hasBegunBy = (at: SQLWrapper) => and(like(timeline.fact, occurrenceFact("%")), lte(timeline.at, at));

/** When an occurrence began, by the timeline; no row for the first, which began with the incident. */
const beginningWhere = (db: Queryable, which: SQL | undefined) =>
  db
    .select({ at: timeline.at })
    .from(timeline)
    .where(and(eq(timeline.incident, incidents.number), which))
    .orderBy(desc(timeline.at))
    .limit(1)
    .as("begun");

const firstAlertSince = (db: Queryable, begun: ReturnType<typeof beginningWhere>) =>
  db
    .select()
    .from(one)
    .where(
      and(
        eq(one.incident, incidents.number),
        or(isNull(begun.at), and(eq(one.acceptedAt, begun.at), inArray(one.status, ["firing", "aloud"]))),
      ),
    )
    .orderBy(one.sequence)
    .limit(1)
    .as("first");

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
  const [row] = await callAndVersion(db, { id });
  if (row === undefined) return null;
  const contacts = (await pinnedConfiguration(db, row))?.contacts;
  return { call: row.call, contact: contacts?.[row.call.contact] ?? null };
}

const callAndVersion = prepared((db, { id }: Places<{ id: string }>) =>
  db
    .select({ call: calls, version: incidents.version })
    .from(calls)
    .innerJoin(incidents, eq(incidents.number, calls.incident))
    .where(eq(calls.id, id)),
);

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
