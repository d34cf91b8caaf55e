/** Names of what is told once: the ledger is unique by them. They stand in rows, so they never change meaning. */
export const alertStep = (occurrence: number, rule: string | null): string =>
  `${occurrence}/alert/${rule ?? "-"}`;

export const repeatStep = (occurrence: number, sequence: number): string =>
  `${occurrence}/repeat/${sequence}`;

export const recoveryStep = (occurrence: number): string => `${occurrence}/recovery`;

export const fallbackStep = (occurrence: number, rule: string | null): string =>
  `${occurrence}/fallback/${rule ?? "-"}`;

export const operatorsStep = (occurrence: number, why: string): string => `${occurrence}/operators/${why}`;

export const escalationStep = (occurrence: number, rule: string): string =>
  `${occurrence}/escalation/${rule}`;

/** The mail after two rounds of operators' calls that reached nobody. */
export const operatorCallsStep = (occurrence: number): string => `${occurrence}/operator-calls`;

/** What an operator orders, by the request's own name. */
export const requestStep = (occurrence: number, what: "mail" | "chat", request: string): string =>
  `${occurrence}/${what}/${request}`;

/** The runbook that a rule orders. */
export const firstResponseStep = (occurrence: number, rule: string): string =>
  `${occurrence}/first-response/${rule}`;

/** A runbook that an operator starts, by the request's own name. */
export const startedRunStep = (occurrence: number, request: string): string =>
  `${occurrence}/runbook/${request}`;

/** What operators are told of a run's step. */
export const runStep = (run: string, sequence: number): string => `run/${run}/${sequence}`;

/** The timeline's line of an occurrence that is not the incident's first; it stands at its first alert's acceptance. */
export const occurrenceFact = (occurrence: number | "%"): string => `occurrence/${occurrence}`;

/** The mail of an escalation that had gone out before the run failed. */
export const failedRunStep = (occurrence: number, run: string): string => `${occurrence}/run/${run}`;

/** The occurrence that a step is of; null for one of no occurrence. */
export function occurrenceOf(step: string): number | null {
  const [, occurrence] = /^(\d+)\//.exec(step) ?? [];
  return occurrence === undefined ? null : Number(occurrence);
}
