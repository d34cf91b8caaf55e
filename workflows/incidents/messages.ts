import { log, setHandler } from "@temporalio/workflow";
import { alertStatuses, silenceTurns } from "../../domain/alerts/alert.ts";
import { levels } from "../../domain/alerts/level.ts";
import {
  type AlertSignal,
  alertReceived,
  type CallEnded,
  callEnded,
  type KeyPressed,
  keyPressed,
} from "../contract/incident.ts";
import type { IncidentRun } from "./incidentRun.ts";

/**
 * Handles the signals of machines and keeps their facts for the main loop. Nothing here may throw: a run that
 * fails at a signal fails at every replay. So a malformed signal (typed in the Temporal UI) is ignored.
 */
export function listenToMachines(run: IncidentRun): void {
  const { number } = run.opening;
  setHandler(
    alertReceived,
    (signal) => {
      if (!isAlert(signal)) return passOver("alertReceived");
      run.inbox.push(...signal.alerts.filter(({ incident }) => incident === number));
    },
    { description: "監視ツールのアラート（発生・継続・復旧）。Tobanの中継が送ります" },
  );
  setHandler(
    keyPressed,
    (key) => {
      if (!isKey(key)) return passOver("keyPressed");
      if (key.incident !== number || !key.wins) return;
      run.wonCalls.add(key.call);
      run.keys.push(key);
    },
    { description: "自動架電で押されたキー。Tobanの中継が送ります" },
  );
  setHandler(
    callEnded,
    (ended) => {
      if (!isCallEnd(ended)) return passOver("callEnded");
      if (ended.incident === number) run.endedCalls.add(ended.call);
    },
    { description: "通話が終わったという電話会社の知らせ。Tobanの中継が送ります" },
  );
}

const passOver = (signal: string): void => log.warn("a malformed signal was ignored", { signal });

const isRecord = (given: unknown): given is Record<string, unknown> =>
  typeof given === "object" && given !== null;
const isText = (given: unknown): given is string => typeof given === "string";
/** Call rows have UUIDs; any other value would fail in the database on every retry. */
const isUuid = (given: unknown): given is string =>
  isText(given) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(given);
const isWhole = (given: unknown): given is number => Number.isSafeInteger(given);

const isAlert = (given: unknown): given is AlertSignal =>
  isRecord(given) && Array.isArray(given.alerts) && given.alerts.every(isMessage);

function isMessage(given: unknown): boolean {
  if (!isRecord(given)) return false;
  const { incident, sequence, alert, status, level, series, acceptedAt } = given;
  return (
    [incident, sequence, alert, acceptedAt].every(isWhole) &&
    [...alertStatuses, ...silenceTurns].some((one) => one === status) &&
    levels.some((one) => one === level) &&
    isText(series)
  );
}

function isKey(given: unknown): given is KeyPressed {
  if (!isRecord(given)) return false;
  const { incident, call, by, at, occurrence, level } = given;
  return (
    [incident, at, occurrence].every(isWhole) &&
    isUuid(call) &&
    isText(by) &&
    levels.some((one) => one === level)
  );
}

const isCallEnd = (given: unknown): given is CallEnded =>
  isRecord(given) && isWhole(given.incident) && isUuid(given.call);
