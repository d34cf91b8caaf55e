import type { IncidentView } from "./incidentView.ts";

/**
 * What an incident still lacks to count as handled to its end within the SLO; empty if all went well.
 * `bySsh`: a runbook repairs it.
 */
export function whatIsMissing(incident: IncidentView, { bySsh }: { bySsh: boolean }): string[] {
  const calls = new Set(incident.calls.map(({ outcome }) => outcome));
  const sent = (channel: string, kind: string) =>
    incident.dispatches.some((d) => d.channel === channel && d.kind === kind && d.outcome === "sent");
  const expectations: [boolean, string][] = [
    [incident.state === "closed", `it is not closed but ${incident.state}`],
    [incident.slo.result === "met", `the SLO is not met but ${incident.slo.result}`],
    [calls.has("missed"), "no call was missed"],
    [calls.has("acknowledged"), "nobody pressed 1"],
    [sent("mail", "alert"), "no mail of the alert was sent"],
    [sent("chat", "alert"), "no chat line of the alert was sent"],
    [sent("mail", "recovery"), "no mail of the recovery was sent"],
    [!bySsh || incident.runbookRuns.some(({ state }) => state === "recovered"), "no runbook repaired it"],
  ];
  return expectations.filter(([holds]) => !holds).map(([, missing]) => missing);
}
