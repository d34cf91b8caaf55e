/** Names of what is told once: the ledger is unique by them. They stand in rows, so they never change meaning. */
export const alertStep = (occurrence: number, rule: string | null): string =>
  `${occurrence}/alert/${rule ?? "-"}`;

export const repeatStep = (occurrence: number, sequence: number): string =>
  `${occurrence}/repeat/${sequence}`;

export const recoveryStep = (occurrence: number): string => `${occurrence}/recovery`;

export const fallbackStep = (occurrence: number, rule: string | null): string =>
  `${occurrence}/fallback/${rule ?? "-"}`;

export const operatorsStep = (occurrence: number, why: string): string => `${occurrence}/operators/${why}`;
