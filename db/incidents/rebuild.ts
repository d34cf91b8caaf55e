import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { alertMessage } from "../../domain/incidents/alertMessage.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import { type AssignedRule, ruleOrders } from "../../domain/incidents/leadsTo.ts";
import type { RebuiltIncident } from "../../domain/incidents/rebuilt.ts";
import type { AlertMessage } from "../../domain/incidents/state.ts";
import { beforeAlerts, followAlert, type Known, type Proof } from "../../domain/incidents/workedOn.ts";
import type { Database } from "../connect.ts";
import { configurationVersion } from "../customers/customers.ts";
import { and, asc, count, eq, gt, isNotNull, lt } from "../drizzle.ts";
import { alerts, dispatches, type IncidentRow, incidents, runbookRuns } from "../schema/index.ts";
import { assignmentOf } from "./assignments.ts";
import { deedsOf, linesOf, type TimelineFact } from "./deeds.ts";
import { isDealtWith, keysToTakeIn, withDeeds } from "./rebuiltMemory.ts";

/** An alarm that fires every second has 600,000 alerts in a week, so they are read in portions. */
const alertsInOnePortion = 5_000;
/** Alerts per answer to a run; Temporal limits an answer to 2 MB. */
const alertsToldAtOnce = 500;

/** The alerts Temporal has received or, if `before` is set, every alert before that sequence. */
export interface AlertsOf {
  incident: number;
  before: number | null;
}

/**
 * What an incident's run knew after the last alert it worked on, from the rows: the alerts up to there, what
 * people did, and whom it told by which rule. null: it is closed.
 */
export async function rebuildIncident(db: Database, which: AlertsOf): Promise<RebuiltIncident | null> {
  const about = await readAbout(db, which.incident);
  if (about === null) return null;
  const { row } = about;
  const lines = await linesOf(db, row.number);
  const known = await workedOn(db, which, about, await proofOf(db, row, lines));
  const deeds = await deedsOf(db, row.number, known.memory.occurrence, lines);
  const { facts, runs, calls, wins } = deeds;
  const memory = withDeeds(known.memory, row, deeds, (name) => handlingCalled(about, name));
  return {
    memory,
    handling: known.handling,
    slo: {
      detectedAt: row.detectedAt.getTime(),
      responded: row.firstResponseAt !== null,
      breached: row.breachedAt !== null,
      warned: facts.has(`slo/warning/${memory.occurrence}`),
      judged: false,
    },
    runs: runs
      .filter((run) => !isDealtWith(run, memory, deeds))
      .map(({ step, runbook }) => ({ step, runbook })),
    calls: {
      ended: calls.filter((call) => call.outcome !== null).map((call) => call.id),
      won: wins.map(({ call }) => call),
      open: calls
        .filter((call) => call.kind === "auto" && call.requestedAt !== null && call.outcome === null)
        .map(({ id: call, contact, ringSeconds }) => ({ call, contact, ringSeconds })),
    },
    keys: keysToTakeIn(memory.occurrence, row, deeds),
  };
}

/** The alerts after `after`, oldest first, in the form a run receives them; empty: there are no more. */
export async function alertsAfter(
  db: Database,
  which: AlertsOf & { after: number },
): Promise<AlertMessage[]> {
  const about = await readAbout(db, which.incident);
  return about === null ? [] : await messagesAfter(db, which, about, which.after, alertsToldAtOnce);
}

/** An open incident with what it is pinned to. */
interface About {
  row: IncidentRow;
  configuration: CustomerConfiguration | null;
  assigned: AssignedRule;
  /** From the incident's own rule. */
  own: Handling;
}

async function readAbout(db: Database, number: number): Promise<About | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.number, number));
  if (row === undefined || row.closedAt !== null) return null;
  const configuration = row.version === null ? null : await configurationVersion(db, row.version);
  const assigned = (await assignmentOf(db, row))?.rule ?? null;
  return { row, configuration, assigned, own: handlingCalled({ row, configuration }, row.rule) };
}

const handlingCalled = ({ row, configuration }: Pick<About, "row" | "configuration">, name: string | null) =>
  ruleOrders(configuration, name, row.detectedAt);

async function workedOn(db: Database, which: AlertsOf, about: About, proof: Proof): Promise<Known> {
  const { row, own } = about;
  let progress = beforeAlerts(row.level, row.detectedAt.getTime(), own);
  for (;;) {
    const portion = await messagesAfter(db, which, about, progress.seen.memory.seenUpTo, alertsInOnePortion);
    for (const alert of portion) progress = followAlert(progress, alert, own, proof);
    if (portion.length < alertsInOnePortion) return progress.workedOn;
  }
}

async function messagesAfter(
  db: Database,
  { before }: AlertsOf,
  { row, configuration, assigned }: About,
  after: number,
  limit: number,
): Promise<AlertMessage[]> {
  const upTo = before === null ? isNotNull(alerts.relayedAt) : lt(alerts.sequence, before);
  const found = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.incident, row.number), gt(alerts.sequence, after), upTo))
    .orderBy(asc(alerts.sequence))
    .limit(limit);
  return found.map((alert) => alertMessage(alert, row, configuration, assigned));
}

async function proofOf(db: Database, row: IncidentRow, lines: TimelineFact[]): Promise<Proof> {
  const { number, young, occurrence, acknowledgedLevel: level } = row;
  const repeats = await db
    .selectDistinct({ step: dispatches.step })
    .from(dispatches)
    .where(and(eq(dispatches.incident, number), eq(dispatches.kind, "repeat")));
  return {
    facts: new Map(lines.map(({ fact, at }) => [fact, at.getTime()])),
    repeats: new Set(repeats.map(({ step }) => step)),
    hasBegun: !young || (await hasDeeds(db, number, lines)),
    acknowledged: level === null ? null : { occurrence, level },
  };
}

/** A row is written before anybody is told or a runbook begins, so rows show whether anything was done. */
async function hasDeeds(db: Database, incident: number, lines: TimelineFact[]): Promise<boolean> {
  if (lines.some(({ fact }) => /^(acknowledged|escalation)\//.test(fact))) return true;
  const [told] = await db.select({ rows: count() }).from(dispatches).where(eq(dispatches.incident, incident));
  const [run] = await db
    .select({ rows: count() })
    .from(runbookRuns)
    .where(eq(runbookRuns.incident, incident));
  return (told?.rows ?? 0) + (run?.rows ?? 0) > 0;
}
