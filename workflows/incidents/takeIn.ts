import type { Level } from "../../domain/alerts/level.ts";
import { type AlertEvent, type Applied, applyAlert } from "../../domain/incidents/alerts.ts";
import { incidentEvents as events } from "../../domain/incidents/events.ts";
import type { AlertMessage, IncidentMemory } from "../../domain/incidents/state.ts";
import { decideTelling } from "../../domain/incidents/telling.ts";
import { customersPerson } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import { ledger } from "../activities.ts";
import { acknowledgeBy } from "./acknowledgement.ts";
import { tellRuns } from "./firstResponse.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { reopenOperatorCalls, stopOperatorCalls } from "./operatorCallList.ts";
import { tellOperators } from "./operators.ts";
import { followForgotten } from "./ring.ts";
import { startSlo } from "./slo.ts";
import { tell } from "./tell.ts";

/** Takes in one alert: decides what it means, tells people, and records it. */
export async function takeIn(run: IncidentRun, alert: AlertMessage): Promise<void> {
  const before = run.memory;
  const applied = applyAlert(before, alert);
  if (applied.event === "seen-before") return;
  if (applied.event === "acknowledged") {
    run.memory = applied.memory;
    await acknowledgeBy(run, { by: customersPerson(run.opening.source), at: alert.acceptedAt });
    return;
  }
  if (applied.event === "silenced") return fallSilent(run, applied.memory);
  // A lower series beside a higher one does not change the incident's handling.
  if (alert.status === "firing" && alert.level === applied.memory.level)
    run.handling = alert.handling ?? run.opening.handling;
  if (applied.event === "aloud" && alert.handling !== null) run.handling = alert.handling;
  const decided = decideTelling(applied.event, applied.memory, run.handling, Date.now());
  run.memory = decided.memory;
  if (applied.event === "recovered") stopOperatorCalls(run, "recovered");
  if (hasLapsed(before, applied)) reopenOperatorCalls(run);
  if (before.firing !== run.memory.firing) tellRuns(run, run.memory.firing);
  const newSlo = beginsClock(run, applied.event);
  if (newSlo) {
    run.slo = {
      detectedAt: alert.acceptedAt,
      responded: false,
      warned: false,
      breached: false,
      judged: false,
    };
    startSlo(run);
  }
  const id = applied.event === "aloud" ? run.memory.lastFiringAlert : alert.alert;
  const told = { id, sequence: alert.sequence };
  // A call list asks the row whether it may ring, so what permits it is recorded first. Recoveries are not
  // held up.
  if (applied.event === "recovered") tell(run, decided, told);
  await record(run, alert, applied, before, newSlo);
  if (applied.event !== "recovered") tell(run, decided, told);
}

/** A new occurrence gets its own list instead. */
const hasLapsed = (before: IncidentMemory, { event, memory }: Applied): boolean =>
  before.acknowledged !== null && memory.acknowledged === null && !beginsOccurrence(event);

const beginsOccurrence = (event: AlertEvent): boolean =>
  event === "firing" || event === "firing-again" || event === "aloud";

/** What has begun goes on; nothing new begins until the silence is over (R5.10). */
function fallSilent(run: IncidentRun, memory: IncidentMemory): void {
  run.memory = memory;
  stopOperatorCalls(run, "silenced");
}

/** Each occurrence has its own clock; responses to the previous one do not count. A breach stays (R3.1b). */
const beginsClock = (run: IncidentRun, event: AlertEvent): boolean =>
  beginsOccurrence(event) && !run.slo.breached && run.memory.silenced !== true;

/** The relay recorded the alert's arrival; this records its meaning. The first alert opened the row. */
async function record(
  run: IncidentRun,
  alert: AlertMessage,
  applied: Applied,
  before: IncidentMemory,
  newSlo: boolean,
): Promise<void> {
  const incident = run.opening.number;
  const { level, occurrence } = run.memory;
  const at = alert.acceptedAt;
  switch (applied.event) {
    case "firing":
    case "repeat":
      return;
    case "firing-again":
    case "aloud": {
      const begun = { incident, occurrence, level, at, newSlo };
      const aloud = applied.event === "aloud" ? { aloud: true as const } : {};
      if (!(await ledger.recordOccurrence({ ...begun, ...aloud })).broken) return;
      run.slo.breached = true;
      return tellOperators(run, { kind: "slo-breach" });
    }
    case "recovered":
      return followForgotten(run, await ledger.recordRecovery({ incident, occurrence, at }));
    default: {
      const acknowledgementLapsed = before.acknowledged !== null && run.memory.acknowledged === null;
      const event = meaningOf(applied, level, acknowledgementLapsed);
      if (event === null) return;
      const { sequence } = alert;
      return await ledger.recordAlertEvent({ incident, sequence, event, level, acknowledgementLapsed, at });
    }
  }
}

/** What the timeline adds to the alert's arrival; null: nothing. */
function meaningOf(
  { event, reason }: Applied,
  level: Level,
  acknowledgementLapsed: boolean,
): TimelineEvent | null {
  switch (event) {
    case "level-raised":
      return (acknowledgementLapsed ? events.levelRaisedBeyond : events.levelRaised)({ level, reason });
    case "level-fell":
      return events.levelFell({ level, reason });
    case "series-recovered":
      return events.recoveredInPart({ reason });
    case "out-of-date":
      return events.outOfDate({ reason });
    case "already-recovered":
      return events.alreadyRecovered({ reason });
    default:
      return null;
  }
}
