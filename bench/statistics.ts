/** By nearest rank; NaN if nothing was measured. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** Milliseconds in readable form. */
export function duration(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return "-";
  if (milliseconds < 1_000) return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}

/** p50, p95 and p99 in one line. */
export const spread = (values: readonly number[]): string =>
  [50, 95, 99].map((percent) => duration(percentile(values, percent))).join(" / ");
