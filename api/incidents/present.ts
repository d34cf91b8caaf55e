import type { z } from "zod";
import type { callbacksOf } from "../../db/calls/incomingCalls.ts";
import type { ShownRecording } from "../../db/calls/recordings.ts";
import type { alertsOf, callsOf, dispatchesOf, timelineOf } from "../../db/incidents/incidentLists.ts";
import type { CallUnderWayRow, ShownIncident } from "../../db/incidents/incidents.ts";
import type { SecondaryRow } from "../../db/secondary/secondary.ts";
import type { AlertStatus } from "../../domain/alerts/alert.ts";
import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import { callState, placedAt } from "../../domain/calls/standing.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { type CallUnderWay, phase } from "../../domain/incidents/phase.ts";
import { sloStatus } from "../../domain/incidents/slo.ts";
import { sayOrNull } from "../../domain/say.ts";
import { waitingWord } from "../../domain/secondary/heard.ts";
import { secondaryPhase } from "../../domain/secondary/phase.ts";
import { wordsOf } from "../../domain/timeline.ts";
import type { Language } from "../../domain/words/language.ts";
import type {
  alertSchema,
  callbackSchema,
  callSchema,
  dispatchSchema,
  IncidentSummary,
  recordingSchema,
  timelineEntrySchema,
} from "./schemas.ts";
import { presentSecondary } from "./secondary/present.ts";

/** The reader of a text. */
export interface Audience {
  /** Hides from customers' people what concerns only operators. */
  forCustomer: boolean;
  language: Language;
}

export interface Reader extends Audience {
  now: Date;
}

/**
 * `configuration` is the one that the incident is pinned to; it has the contacts' names. `secondary`: the
 * latest secondary response.
 */
export function presentSummary(
  incident: ShownIncident,
  configuration: CustomerConfiguration | null,
  reader: Reader,
  secondary: SecondaryRow | null = null,
): IncidentSummary {
  return {
    number: incident.number,
    customer: incident.customer,
    system: incident.system,
    node: incident.node,
    alarm: incident.alarm,
    level: incident.level,
    state: incident.state,
    phase: presentPhase(incident, configuration, reader, secondary),
    silenced: incident.silenced,
    acknowledgedBy: incident.acknowledgedBy,
    takenBy: incident.takenBy,
    rule: incident.rule,
    openedAt: iso(incident.openedAt),
    recoveredAt: isoOrNull(incident.recoveredAt),
    closedAt: isoOrNull(incident.closedAt),
    slo: presentSlo(incident, reader.now),
    operatorCalls: incident.operatorCalls,
    secondary: secondary && presentSecondary(secondary, reader.language),
  };
}

export function presentPhase(
  incident: ShownIncident,
  configuration: CustomerConfiguration | null,
  reader: Reader,
  secondary: SecondaryRow | null = null,
): string {
  const { state, acknowledgedBy, takenBy, resolvedBy, operatorCalls } = incident;
  const facts = {
    state,
    acknowledgedBy,
    takenBy,
    resolvedBy,
    silenced: incident.silenced,
    responded: incident.firstResponseAt !== null,
    callsUnderWay: incident.callsUnderWay.map((call) => presentCallUnderWay(call, configuration)),
    runUnderWay: incident.runUnderWay,
    secondary: secondary && secondaryPhase(standing(secondary), reader.language),
    operatorsTurn: operatorCalls === null ? null : presentOperatorsTurn(operatorCalls, configuration),
    attention: reader.forCustomer ? null : incident.attention,
  };
  return phase(facts, reader.language);
}

const standing = ({ state, record }: SecondaryRow) => ({
  kind: record.proposal.kind,
  state,
  isHeard: waitingWord(record) !== null,
});

function presentOperatorsTurn(
  { state, round, next }: OperatorCallsView,
  configuration: CustomerConfiguration | null,
) {
  if (state !== "running" || next === null) return null;
  return { round, next: configuration?.contacts[next]?.name ?? next };
}

/** Names are needed only while calls are under way or planned. */
export const needsNames = ({ callsUnderWay, operatorCalls }: ShownIncident): boolean =>
  callsUnderWay.length > 0 || operatorCalls?.state === "running";

function presentSlo(incident: ShownIncident, now: Date): IncidentSummary["slo"] {
  const { detectedAt, deadlineAt, firstResponseAt, firstResponse } = incident;
  const { result, breached } = sloStatus(incident, now);
  return {
    detectedAt: iso(detectedAt),
    firstResponseAt: isoOrNull(firstResponseAt),
    firstResponse,
    deadlineAt: isoOrNull(deadlineAt),
    breached,
    result,
  };
}

function presentCallUnderWay(
  call: CallUnderWayRow,
  configuration: CustomerConfiguration | null,
): CallUnderWay {
  // A step ends with the name of the rule whose list it is. If several names fit, the longest is meant.
  const rule = configuration?.rules
    .filter(({ name }) => call.step.endsWith(`/${name}`))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
  return {
    name: configuration?.contacts[call.contact]?.name ?? call.contact,
    position: call.position,
    of: rule?.notify?.call?.list.length ?? null,
    round: call.round,
    state: callState(call),
  };
}

type Row<Query extends (...parameters: never[]) => Promise<{ rows: object[] }>> = Omit<
  Awaited<ReturnType<Query>>["rows"][number],
  "count"
>;

export const presentAlert = (alert: Row<typeof alertsOf>): z.infer<typeof alertSchema> => ({
  id: alert.id,
  // The list leaves out the turns of silences.
  status: alert.status as AlertStatus,
  level: alert.level,
  value: alert.value,
  log: alert.log,
  occurredAt: isoOrNull(alert.occurredAt),
  acceptedAt: iso(alert.acceptedAt),
});

export const presentTimelineEntry = (
  entry: Row<typeof timelineOf>,
  language: Language,
): z.infer<typeof timelineEntrySchema> => ({
  at: iso(entry.at),
  actor: entry.actor,
  kind: entry.kind,
  text: wordsOf(entry.event, language),
});

export const presentDispatch = (
  dispatch: Row<typeof dispatchesOf>,
  language: Language,
): z.infer<typeof dispatchSchema> => ({
  id: dispatch.id,
  channel: dispatch.channel,
  to: dispatch.to,
  kind: dispatch.kind,
  outcome: dispatch.outcome,
  messageId: dispatch.messageId,
  at: iso(dispatch.at),
  reason: sayOrNull(dispatch.reason, language),
});

export const presentCall = (call: Row<typeof callsOf>, language: Language): z.infer<typeof callSchema> => ({
  id: call.id,
  kind: call.kind,
  contact: call.contact,
  phone: call.phone,
  round: call.round,
  placedAt: isoOrNull(placedAt(call)),
  endedAt: isoOrNull(call.endedAt),
  outcome: call.outcome,
  reason: sayOrNull(call.reason, language),
  calledBy: call.calledBy,
  result: call.result,
  resultBy: call.resultBy,
  resultNote: call.resultNote,
  recordings: call.recordings.map(presentRecording),
});

type CallbackRow = Awaited<ReturnType<typeof callbacksOf>>[number];

export const presentCallback = (callback: CallbackRow): z.infer<typeof callbackSchema> => ({
  id: callback.id,
  phone: callback.phone,
  startedAt: iso(callback.startedAt),
  endedAt: isoOrNull(callback.endedAt),
  connectedTo: callback.connectedTo,
  recordings: callback.recordings.map(presentRecording),
});

const presentRecording = ({ recordedAt, ...recording }: ShownRecording): z.infer<typeof recordingSchema> => ({
  ...recording,
  recordedAt: iso(new Date(recordedAt)),
});

const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
