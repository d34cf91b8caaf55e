import { Counter, Gauge, type Registry } from "prom-client";
import { type Counts, openStates } from "../../db/metrics.ts";
import type { Kind } from "../../db/schema/index.ts";
import { CountedHistogram } from "./countedHistogram.ts";

/** Seconds left of the 15 minutes; 0 or less is too late. */
export const marginBounds = [-3600, -900, -300, -60, 0, 60, 300, 600, 720, 780, 840, 870, 880, 890, 895, 898];

/** The table that each kind of workflow's words are about. */
const rowsOfKind: Record<Kind, string> = {
  incident: "call_facts",
  "operation-test": "operation_tests",
  secondary: "secondary_responses",
};

/** Metrics read from the ledger: every process answers the same, whichever did the work. */
export function ledgerMetrics(registry: Registry): { show(counts: Counts, now: Date): void } {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers });

  const accepted = counter("toban_alerts_accepted_total", "Alerts accepted, by kind of source.", "kind");
  const waiting = gauge("toban_relay_waiting", "Rows that Temporal does not have yet.", "rows");
  const waitingAge = gauge("toban_relay_oldest_waiting_seconds", "Age of the oldest of them.", "rows");
  const open = gauge("toban_incidents_open", "Incidents that are not closed, by state.", "state");
  const sent = counter("toban_dispatches_total", "Mails and chat lines, by outcome.", "channel", "outcome");
  const pending = gauge("toban_dispatches_pending", "Mails and chat lines without an outcome.", "channel");
  const called = counter("toban_calls_total", "Calls that ended, by outcome.", "outcome");
  const calling = gauge("toban_calls_under_way", "Calls without an outcome.");
  const ran = counter(
    "toban_runbook_runs_total",
    "Runs of runbooks that ended, by outcome.",
    "runbook",
    "state",
  );
  const running = gauge(
    "toban_runbook_runs_under_way",
    "Runs of runbooks at work, or waiting for their turn.",
  );
  const margin = new CountedHistogram({
    name: "toban_slo_margin_seconds",
    help: "Seconds that were left at the first response.",
    bounds: marginBounds,
    registry,
  });
  const breached = counter("toban_slo_breaches_total", "Incidents without a first response in time.");
  const failures = counter(
    "toban_activity_failures_total",
    "Failures of activities, by code.",
    "activity",
    "code",
  );

  function showRelay(rows: string, now: Date, { count, oldestAt }: Counts["waitingAlerts"]): void {
    waiting.set({ rows }, count);
    waitingAge.set(
      { rows },
      oldestAt === null ? 0 : Math.max(0, (now.getTime() - oldestAt.getTime()) / 1000),
    );
  }

  function show(counts: Counts, now: Date): void {
    for (const metric of [accepted, open, sent, pending, called, calling, ran, breached, failures])
      metric.reset();
    for (const { kind, count } of counts.alertsByKind) accepted.inc({ kind }, count);
    showRelay("alerts", now, counts.waitingAlerts);
    for (const [kind, rows] of Object.entries(rowsOfKind))
      showRelay(
        rows,
        now,
        counts.waitingWords.find((one) => one.kind === kind) ?? { count: 0, oldestAt: null },
      );
    for (const state of openStates) open.set({ state }, 0);
    for (const { state, count } of counts.openIncidents) open.set({ state }, count);
    for (const { channel, outcome, count } of counts.dispatches) {
      if (outcome === "pending") pending.set({ channel }, count);
      else sent.inc({ channel, outcome }, count);
    }
    for (const { outcome, count } of counts.calls) called.inc({ outcome }, count);
    calling.set(counts.callsUnderWay);
    running.set(0);
    for (const { runbook, state, count } of counts.runs) {
      if (state === "running") running.inc(count);
      else ran.inc({ runbook, state }, count);
    }
    margin.set(counts.margins);
    breached.inc(counts.breaches);
    for (const { activity, code, count } of counts.activityFailures) failures.inc({ activity, code }, count);
  }

  return { show };
}
