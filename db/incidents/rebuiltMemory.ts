import { covers, type Level, levels } from "../../domain/alerts/level.ts";
import type { OperatorCalls } from "../../domain/calls/operators/list.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import type { RebuiltKey } from "../../domain/incidents/rebuilt.ts";
import type { BegunRule, IncidentMemory } from "../../domain/incidents/state.ts";
import { alertStep, escalationStep, firstResponseStep, runStep } from "../../domain/incidents/steps.ts";
import { customersPerson, engine } from "../../domain/people/actor.ts";
import type { IncidentRow } from "../schema/index.ts";
import type { Deeds } from "./deeds.ts";

type RuleCalled = (name: string | null) => Handling;

/** Adds to a run's memory what it holds besides alerts: what people said, and what was begun. */
export function withDeeds(
  memory: IncidentMemory,
  row: IncidentRow,
  deeds: Deeds,
  ruleCalled: RuleCalled,
): IncidentMemory {
  const { occurrence } = memory;
  const isWritten = row.occurrence === occurrence;
  const begunRules = begunOf(memory, deeds, ruleCalled);
  const handlingOf = (name: string) =>
    begunRules.find(({ handling }) => handling.rule === name)?.handling ?? ruleCalled(name);
  const posted = deeds.dispatches.filter(({ channel }) => channel === "chat");
  const escalations = escalationsOf(occurrence, deeds);
  const toldAt = (kind: "alert" | "repeat") =>
    deeds.dispatches.filter((one) => one.kind === kind).map((one) => one.at.getTime());
  return {
    ...memory,
    triage: row.state === "triage",
    takenBy: row.takenBy,
    acknowledged: isWritten ? acknowledgementOf(row, deeds) : null,
    begunRules,
    toldRules: begunRules.flatMap(({ handling: { rule } }) => rule ?? []),
    toldChats: [
      ...new Set([
        ...memory.toldChats,
        ...begunRules.flatMap(({ chats }) => chats),
        ...posted
          .filter(({ kind }) => kind === "alert" || kind === "repeat")
          .map(({ recipient }) => recipient),
      ]),
    ],
    firingToldAt: latest(toldAt("alert")) ?? memory.firingToldAt,
    repeatToldAt: latest(toldAt("repeat")) ?? memory.repeatToldAt,
    // An escalation whose mail was never begun is begun again.
    escalatedRules: escalations.flatMap(({ rule }) =>
      handlingOf(rule).escalation?.mailTo.length === 0 ||
      deeds.dispatches.some(({ step }) => step === escalationStep(occurrence, rule))
        ? [rule]
        : [],
    ),
    escalatedBy: escalations.map(({ actor }) => (actor === engine ? null : actor)).at(-1) ?? null,
    assignedBy: deeds.lines.findLast(({ kind }) => kind === "assigned")?.actor ?? null,
    respondedRules: begunRules.flatMap(({ handling: { rule } }) =>
      rule !== null && deeds.runs.some(({ step }) => step === firstResponseStep(occurrence, rule))
        ? [rule]
        : [],
    ),
    operatorCalls:
      isWritten && escalations.length > 0
        ? operatorCallsOf(
            row,
            deeds,
            escalations.map(({ rule }) => handlingOf(rule)),
          )
        : null,
    operatorCallsVersion: row.operatorCallsVersion,
    unsettledCalls: deeds.calls
      .filter(
        ({ kind, operatorPhone, result, outcome }) =>
          kind === "operator" && operatorPhone !== null && result === null && outcome === null,
      )
      .map((call) => ({
        // The request's id is needed only until the row is claimed.
        call: call.id,
        request: call.id,
        occurrence: call.occurrence,
        contact: call.contact,
        by: call.calledBy ?? "",
        ended: call.endedAt !== null,
      })),
  };
}

const latest = (times: number[]): number | null => (times.length === 0 ? null : Math.max(...times));

/** The rules the alerts called for, and those the rows show as begun. */
function begunOf(memory: IncidentMemory, deeds: Deeds, ruleCalled: RuleCalled): BegunRule[] {
  const { occurrence, begunRules, toldRules, lastFiringAlert: alert } = memory;
  const prefixes = [alertStep(occurrence, ""), firstResponseStep(occurrence, "")];
  const named = [...deeds.dispatches, ...deeds.calls, ...deeds.runs].flatMap(({ step }) => {
    const prefix = prefixes.find((one) => step.startsWith(one));
    return prefix === undefined ? [] : [step.slice(prefix.length)];
  });
  const others = [...new Set(named)]
    .map((name) => ruleCalled(name))
    .filter(({ rule }) => rule !== null && !toldRules.includes(rule));
  return [...begunRules, ...others.map((handling) => ({ handling, alert, chats: handling.chats }))];
}

function escalationsOf(occurrence: number, { lines }: Deeds): { rule: string; actor: string }[] {
  const prefix = escalationFact(occurrence, "");
  return lines.flatMap(({ fact, actor }) =>
    fact.startsWith(prefix) ? [{ rule: fact.slice(prefix.length), actor }] : [],
  );
}

const escalationFact = (occurrence: number, rule: string): string => `escalation/${occurrence}/${rule}`;

function acknowledgementOf(row: IncidentRow, { wins }: Deeds): IncidentMemory["acknowledged"] {
  const { acknowledgedBy: by, acknowledgedAt: at, acknowledgedLevel: level } = row;
  if (by === null || at === null || level === null) return null;
  const byKey = wins.some(({ receivedAt }) => receivedAt.getTime() === at.getTime());
  return { by, at: at.getTime(), level, byKey };
}

/** The operators' list with its recorded results, in the state that its row says. */
function operatorCallsOf(row: IncidentRow, { calls }: Deeds, escalated: Handling[]): OperatorCalls | null {
  const view = row.operatorCalls;
  if (view === null) return null;
  const results = calls.flatMap(({ contact, round, result, resultBy, occurrence, kind }) =>
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
    list: view.list,
    band: view.band,
    results: first,
    stopped: view.state !== "stopped" ? null : row.recoveredAt === null ? "acknowledged" : "recovered",
    mailTo: opened?.escalation?.operatorCalls?.mailTo ?? [],
  };
}

/** Whether a run's end has been dealt with: it recovered, an escalation began, or its end was told. */
export function isDealtWith(
  { id, state, endedAt }: Deeds["runs"][number],
  { occurrence, escalatedRules }: IncidentMemory,
  { dispatches, lines }: Deeds,
): boolean {
  if (endedAt === null) return false;
  const escalations = escalatedRules.map((rule) => escalationFact(occurrence, rule));
  const hasEscalated = lines.some(({ fact, at }) => escalations.includes(fact) && at >= endedAt);
  const isTold = dispatches.some(
    ({ step }) => step === runStep(id, 0) || step === `${runStep(id, 0)}/failed`,
  );
  return state === "recovered" || hasEscalated || isTold;
}

/**
 * The 1s that won but were not recorded as acknowledgements: these people were told that they have the
 * incident, even if the run never received the key.
 */
export function keysToTakeIn(occurrence: number, row: IncidentRow, { wins, lines }: Deeds): RebuiltKey[] {
  return wins.flatMap((fact) => {
    const { call, receivedAt, level: given, body } = fact;
    const level = given ?? "high";
    if (fact.occurrence < occurrence || isCovered(fact.occurrence, level, receivedAt)) return [];
    return [
      {
        call,
        by: body.by ?? customersPerson("-"),
        at: receivedAt.getTime(),
        occurrence: fact.occurrence,
        level,
      },
    ];
  });

  function isCovered(of: number, level: Level, at: Date): boolean {
    const { acknowledgedAt, acknowledgedLevel } = row;
    const isLater = (other: Date | null): boolean => other !== null && other >= at;
    if (covers(acknowledgedLevel, level) && isLater(acknowledgedAt)) return true;
    const covering = levels.filter((one) => covers(one, level)).map((one) => `acknowledged/${of}/${one}`);
    return lines.some((line) => covering.includes(line.fact) && isLater(line.at));
  }
}
