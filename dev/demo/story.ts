import type { IncidentView } from "./incidentView.ts";

/** One thing that happened. `key` shows whether it has been told already. */
export interface StoryLine {
  key: string;
  at: string;
  icon: string;
  words: string;
}

/** An incident as it would be told, in order. */
export function story(incident: IncidentView): StoryLine[] {
  return [
    ...incident.alerts.map(alertLine),
    opened(incident),
    ...incident.dispatches.flatMap(dispatchLines),
    ...incident.calls.flatMap(callLines),
    ...incident.runbookRuns.flatMap(runLines),
    ...milestones(incident),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function alertLine(alert: IncidentView["alerts"][number]): StoryLine {
  const [icon, what] = alert.status === "recovered" ? ["💚", "alert: recovered"] : ["🔔", "alert: firing"];
  return {
    key: `alert ${alert.id}`,
    at: alert.acceptedAt,
    icon: icon ?? "",
    words: [what, alert.value].filter(Boolean).join(", "),
  };
}

function opened({ number, node, alarm, openedAt, slo }: IncidentView): StoryLine {
  const due = slo.deadlineAt ? `, first response due by ${clock(slo.deadlineAt)}` : "";
  return { key: "opened", at: openedAt, icon: "📂", words: `incident ${number}: ${alarm} on ${node}${due}` };
}

function dispatchLines(dispatch: IncidentView["dispatches"][number]): StoryLine[] {
  if (dispatch.outcome === "pending") return [];
  const icon = dispatch.outcome !== "sent" ? "❗" : dispatch.channel === "mail" ? "📧" : "💬";
  const how = dispatch.outcome === "sent" ? "" : ` was ${dispatch.outcome}${because(dispatch.reason)}`;
  const words = `${dispatch.channel} (${dispatch.kind}) to ${dispatch.to}${how}`;
  return [{ key: `dispatch ${dispatch.id}`, at: dispatch.at, icon, words }];
}

const outcomeWords: Readonly<Record<string, [icon: string, words: string]>> = {
  acknowledged: ["✅", "pressed 1; the call is over"],
  ignored: ["🔇", "answered and did not press 1"],
  missed: ["📵", "did not answer"],
  busy: ["📵", "is busy"],
  failed: ["❗", "could not be called"],
  aborted: ["📴", "call ended by us"],
  skipped: ["⏭️ ", "skipped"],
};

function callLines(call: IncidentView["calls"][number]): StoryLine[] {
  const key = `${call.contact} ${call.round} ${call.placedAt}`;
  const lines: StoryLine[] = [];
  if (call.placedAt) {
    lines.push({
      key: `call ${key}`,
      at: call.placedAt,
      icon: "📞",
      words: `calling ${call.contact}, ${call.phone}`,
    });
  }
  const at = call.endedAt ?? call.placedAt;
  if (call.outcome !== null && at !== null) {
    const [icon, words] = outcomeWords[call.outcome] ?? ["❗", call.outcome];
    lines.push({ key: `outcome ${key}`, at, icon, words: `${call.contact} ${words}${because(call.reason)}` });
  }
  return lines;
}

function runLines({ id, runbook, target, ...run }: IncidentView["runbookRuns"][number]): StoryLine[] {
  const begun: StoryLine = {
    key: `run ${id}`,
    at: run.startedAt,
    icon: "🧰",
    words: `runbook ${runbook} on ${target ?? "no target"}, started by ${run.startedBy}`,
  };
  const steps = run.steps.flatMap(({ title, state, endedAt, seen }, index) =>
    endedAt === null
      ? []
      : [{ key: `run ${id} ${index}`, at: endedAt, icon: "🔩", words: `${title}: ${state}${because(seen)}` }],
  );
  const end = run.endedAt && {
    key: `run ${id} end`,
    at: run.endedAt,
    icon: "🧰",
    words: `runbook: ${run.state}`,
  };
  return [begun, ...steps, ...(end ? [end] : [])];
}

function milestones({ recoveredAt, closedAt, slo }: IncidentView): StoryLine[] {
  const lines: StoryLine[] = [];
  if (recoveredAt) lines.push({ key: "recovered", at: recoveredAt, icon: "🌤️ ", words: "recovered" });
  if (closedAt) lines.push({ key: "closed", at: closedAt, icon: "🏁", words: `closed; ${sloWords(slo)}` });
  return lines;
}

function sloWords(slo: IncidentView["slo"]): string {
  if (slo.firstResponseAt === null) return `SLO ${slo.result}`;
  const seconds = (Date.parse(slo.firstResponseAt) - Date.parse(slo.detectedAt)) / 1000;
  return `SLO ${slo.result}: first response (${slo.firstResponse}) after ${seconds.toFixed(1)} s of 15 min`;
}

function because(reason: string | null | undefined): string {
  return reason ? ` (${reason})` : "";
}

export function clock(at: string): string {
  return new Date(at).toLocaleTimeString("en-GB");
}
