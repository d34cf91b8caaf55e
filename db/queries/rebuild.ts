import { and, asc, eq, gt, isNotNull, isNull, like, lt, notLike, or } from "drizzle-orm";
import { comparableTime } from "../../domain/alert.ts";
import { timeBand } from "../../domain/calendar/timeBand.ts";
import type { CustomerConfiguration } from "../../domain/customer/configuration.ts";
import { matchRule } from "../../domain/customer/rules.ts";
import { applyAlert } from "../../domain/incident/alerts.ts";
import { type Handling, handlingOf } from "../../domain/incident/handling.ts";
import type { RebuiltIncident } from "../../domain/incident/rebuilt.ts";
import { freshMemory, type IncidentMemory } from "../../domain/incident/state.ts";
import { firstResponseStep } from "../../domain/incident/steps.ts";
import { decideTelling } from "../../domain/incident/telling.ts";
import type { OperatorCalls } from "../../domain/operatorCalls/list.ts";
import type { Database } from "../connect.ts";
import { alerts, callFacts, calls, dispatches, incidents, runbookRuns, timeline } from "../schema/index.ts";
import { assignmentOf } from "./assignments.ts";
import { configurationVersion } from "./customers.ts";

type IncidentRow = typeof incidents.$inferSelect;
type AlertRow = typeof alerts.$inferSelect;
type CallRow = typeof calls.$inferSelect;

/** An alarm of each second for a week has 600,000 alerts: they are read in portions. */
const alertsInOnePortion = 5_000;

/**
 * What the run of an incident knew, by what stands in the rows: every alert that Temporal had (or, where one came now,
 * every one before it), what people did, whom it told by which rule. null: it is closed.
 */
export async function rebuildIncident(
  db: Database,
  number: number,
  before: number | null,
  now: Date,
): Promise<RebuiltIncident | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.number, number));
  if (row === undefined || row.closedAt !== null) return null;
  const { memory, lastFiring } = await alertsTakenIn(db, row, before);
  const configuration = row.version === null ? null : await configurationVersion(db, row.version);
  const assigned = (await assignmentOf(db, row))?.rule ?? null;
  const rules = new Rules(row, configuration, assigned);
  const handling = rules.handlingOf(lastFiring);
  const done = await whatWasDone(db, row, memory.occurrence);
  const whole = withDeeds(memory, row, done, { rules, handling, now });
  return {
    ...{ memory: whole, handling },
    slo: {
      detectedAt: row.detectedAt.getTime(),
      ...{ responded: row.firstResponseAt !== null, breached: row.breachedAt !== null },
      warned: done.facts.has(`slo/warning/${memory.occurrence}`),
    },
    runs: done.runs.map(({ step, runbook }) => ({ step, runbook })),
    calls: {
      ended: done.calls.filter((call) => call.outcome !== null).map((call) => call.id),
      won: done.wonCalls,
    },
    row: { occurrence: row.occurrence, recovered: row.recoveredAt !== null },
  };
}

async function alertsTakenIn(
  db: Database,
  row: IncidentRow,
  before: number | null,
): Promise<{ memory: IncidentMemory; lastFiring: AlertRow | null }> {
  let memory = freshMemory(row.level, row.detectedAt.getTime());
  let lastFiring: AlertRow | null = null;
  for (;;) {
    const portion: AlertRow[] = await db
      .select()
      .from(alerts)
      .where(
        and(
          ...[eq(alerts.incident, row.number), gt(alerts.sequence, memory.seenUpTo)],
          before === null ? isNotNull(alerts.relayedAt) : lt(alerts.sequence, before),
        ),
      )
      .orderBy(asc(alerts.sequence))
      .limit(alertsInOnePortion);
    for (const alert of portion) {
      memory = applyAlert(memory, {
        ...{ incident: row.number, sequence: alert.sequence!, alert: alert.id, status: alert.status },
        ...{ level: alert.level, series: alert.series, occurredAt: comparableTime(alert)?.getTime() ?? null },
        startedAt: alert.startedAt?.getTime() ?? null,
        ...{ acceptedAt: alert.acceptedAt.getTime(), handling: null },
      }).memory;
      if (memory.lastFiringAlert === alert.id && alert.level === memory.level) lastFiring = alert;
    }
    if (portion.length < alertsInOnePortion) return { memory, lastFiring };
  }
}

/** The rules of the configuration that the incident is pinned to, as its alerts and its assignment choose among them. */
class Rules {
  readonly #row: IncidentRow;
  readonly #configuration: CustomerConfiguration | null;
  readonly #assigned: string | null;

  constructor(row: IncidentRow, configuration: CustomerConfiguration | null, assigned: string | null) {
    this.#row = row;
    this.#configuration = configuration;
    this.#assigned = assigned;
  }

  called(name: string | null): Handling {
    return this.#handling(name, this.#row.detectedAt);
  }

  /** Of the rule that matches an alert; the incident's own where none fired. */
  handlingOf(alert: AlertRow | null): Handling {
    const configuration = this.#configuration;
    if (alert === null || configuration === null) return this.called(this.#row.rule);
    const known = (name: string | null) => configuration.rules.some((rule) => rule.name === name);
    if (known(this.#assigned)) return this.#handling(this.#assigned, alert.acceptedAt);
    const { node, alarm, level } = alert;
    const band = timeBand(configuration.calendar, configuration.timezone, alert.acceptedAt);
    const { name } = matchRule(configuration, { system: this.#row.system, node, alarm, level }, band);
    return name === this.#row.rule ? this.called(name) : this.#handling(name, alert.acceptedAt);
  }

  #handling(name: string | null, at: Date): Handling {
    const configuration = this.#configuration;
    if (configuration === null) return handlingOf(null, "afterHours");
    const rule = configuration.rules.find((one) => one.name === name) ?? null;
    return handlingOf(rule, timeBand(configuration.calendar, configuration.timezone, at));
  }
}

interface Done {
  dispatches: (typeof dispatches.$inferSelect)[];
  calls: CallRow[];
  wonCalls: string[];
  runs: (typeof runbookRuns.$inferSelect)[];
  facts: Set<string>;
  lines: { fact: string; kind: string; actor: string }[];
}

/** Everything of this occurrence; of runbooks also what began before it and goes on. */
async function whatWasDone(db: Database, { number }: IncidentRow, occurrence: number): Promise<Done> {
  const [told, rung, won, runs, lines] = await Promise.all([
    db
      .select()
      .from(dispatches)
      .where(and(eq(dispatches.incident, number), like(dispatches.step, `${occurrence}/%`)))
      .orderBy(asc(dispatches.id)),
    db.select().from(calls).where(eq(calls.incident, number)).orderBy(asc(calls.claimedAt)),
    db
      .select({ call: callFacts.call })
      .from(callFacts)
      .where(and(eq(callFacts.incident, number), eq(callFacts.wins, true))),
    db
      .select()
      .from(runbookRuns)
      .where(
        and(
          ...[eq(runbookRuns.incident, number), notLike(runbookRuns.step, "secondary/%")],
          or(isNull(runbookRuns.endedAt), like(runbookRuns.step, `${occurrence}/%`)),
        ),
      ),
    db
      .select({ fact: timeline.fact, kind: timeline.kind, actor: timeline.actor })
      .from(timeline)
      .where(and(eq(timeline.incident, number), notLike(timeline.fact, "alert/%")))
      .orderBy(asc(timeline.id)),
  ]);
  return {
    ...{ dispatches: told, calls: rung, runs, lines },
    wonCalls: won.map(({ call }) => call),
    facts: new Set(lines.map(({ fact }) => fact)),
  };
}

function withDeeds(
  memory: IncidentMemory,
  row: IncidentRow,
  done: Done,
  { rules, handling, now }: { rules: Rules; handling: Handling; now: Date },
): IncidentMemory {
  const { occurrence } = memory;
  const isWritten = row.occurrence === occurrence;
  const prefixes = [`${occurrence}/alert/`, `${occurrence}/escalation/`, `${occurrence}/first-response/`];
  const steps = [...done.dispatches, ...done.calls, ...done.runs].map(({ step }) => step);
  const named = steps.flatMap((step) => {
    const prefix = prefixes.find((one) => step.startsWith(one));
    return prefix === undefined ? [] : [step.slice(prefix.length)];
  });
  const begun = [...new Set(named)].map((name) => rules.called(name)).filter(({ rule }) => rule !== null);
  const chatRows = done.dispatches.filter(
    (one) => one.channel === "chat" && (one.kind === "alert" || one.kind === "repeat"),
  );
  const repeats = done.dispatches.filter((one) => one.kind === "repeat").map((one) => one.at.getTime());
  const escalated = done.lines.filter(({ fact }) => fact.startsWith(`escalation/${occurrence}/`));
  const escalatedRules = escalated.map(({ fact }) => fact.slice(`escalation/${occurrence}/`.length));
  const told: IncidentMemory = {
    ...memory,
    triage: row.state === "triage",
    takenBy: row.takenBy,
    acknowledged: isWritten ? acknowledgementOf(row) : null,
    toldRules: begun.flatMap(({ rule }) => rule ?? []),
    begunRules: begun.map((one) => ({
      ...{ handling: one, alert: memory.lastFiringAlert },
      chats: one.chats,
    })),
    toldChats: [
      ...new Set([...chatRows.map((one) => one.recipient), ...begun.flatMap(({ chats }) => chats)]),
    ],
    repeatToldAt: repeats.length === 0 ? null : Math.max(...repeats),
    escalatedRules,
    escalatedBy: escalated.map(({ actor }) => (actor === "toban" ? null : actor)).at(-1) ?? null,
    assignedBy: done.lines.findLast(({ kind }) => kind === "assigned")?.actor ?? null,
    respondedRules: begun.flatMap(({ rule }) =>
      rule !== null && steps.includes(firstResponseStep(occurrence, rule)) ? [rule] : [],
    ),
    operatorCalls: isWritten
      ? operatorCallsOf(
          row,
          done,
          escalatedRules.map((name) => rules.called(name)),
        )
      : null,
    unsettledCalls: done.calls
      .filter((call) => call.kind === "operator" && call.operatorPhone !== null && call.result === null)
      .map((call) => ({
        ...{ call: call.id, contact: call.contact, by: call.calledBy ?? "" },
        ended: call.endedAt !== null || call.outcome !== null,
      })),
  };
  // The run was gone before anybody was told.
  if (!told.firing || told.begunRules.length > 0) return told;
  return decideTelling("firing", told, handling, now.getTime()).memory;
}

function acknowledgementOf(row: IncidentRow): IncidentMemory["acknowledged"] {
  const { acknowledgedBy: by, acknowledgedAt: at, acknowledgedLevel: level } = row;
  return by === null || at === null || level === null ? null : { by, at: at.getTime(), level, byKey: false };
}

/** The list with the results that operators recorded; it stands as its row says. */
function operatorCallsOf(row: IncidentRow, done: Done, escalated: Handling[]): OperatorCalls | null {
  const view = row.operatorCalls;
  if (view === null) return null;
  const results = done.calls.flatMap(({ contact, round, result, resultBy, occurrence, kind }) =>
    kind === "operator" && occurrence === row.occurrence && result !== null
      ? [{ contact, round, result, by: resultBy ?? "" }]
      : [],
  );
  const first = results.filter(
    (one, index) =>
      view.list.includes(one.contact) &&
      results.findIndex((other) => other.contact === one.contact && other.round === one.round) === index,
  );
  const opened = escalated.findLast(({ escalation }) => escalation?.operatorCalls != null);
  return {
    ...{ list: view.list, band: view.band, results: first },
    stopped: view.state !== "stopped" ? null : row.recoveredAt === null ? "acknowledged" : "recovered",
    mailTo: opened?.escalation?.operatorCalls?.mailTo ?? [],
  };
}
