/**
 * Names of what is told only once: the ledger is unique by them. They are stored in rows, so their meaning must never
 * change.
 */
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

/** The mail after two rounds of operators' calls reached nobody. */
export const operatorCallsStep = (occurrence: number): string => `${occurrence}/operator-calls`;

/** What an operator orders, by the name of the request. */
export const requestStep = (occurrence: number, what: "mail" | "chat", request: string): string =>
  `${occurrence}/${what}/${request}`;

/** The runbook that a rule orders. */
export const firstResponseStep = (occurrence: number, rule: string): string =>
  `${occurrence}/first-response/${rule}`;

/** A runbook that an operator starts, by the name of the request. */
export const startedRunStep = (occurrence: number, request: string): string =>
  `${occurrence}/runbook/${request}`;

/** What operators are told about a run's step. */
export const runStep = (run: string, sequence: number): string => `run/${run}/${sequence}`;

/** The timeline's entry of a silence that begins to cover all of the incident; `sequence` is its turn's. */
export const turnFact = (sequence: number): string => `turn/${sequence}`;

/** The timeline's entry of an occurrence after the first. Its time is when its first alert was accepted. */
export const occurrenceFact = (occurrence: number | "%"): string => `occurrence/${occurrence}`;

/** The mail of an escalation that was sent before the run failed. */
export const failedRunStep = (occurrence: number, run: string): string => `${occurrence}/run/${run}`;

/** The occurrence that a step belongs to; null if it belongs to none. */
export function occurrenceOf(step: string): number | null {
  const [, occurrence] = /^(\d+)\//.exec(step) ?? [];
  return occurrence === undefined ? null : Number(occurrence);
}
