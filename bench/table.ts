/** One line of the table: a figure with its limit. */
export interface Figure {
  what: string;
  value: string;
  aim?: string;
  met?: boolean;
}

/** A limit in words and as a verdict. */
export function below(limit: number, value: number, unit = "ms"): Pick<Figure, "aim" | "met"> {
  return { aim: `< ${limit} ${unit}`, met: value < limit };
}

/** The same for a limit that may be reached. */
export function atMost(limit: number, value: number, unit = ""): Pick<Figure, "aim" | "met"> {
  return { aim: `≤ ${limit}${unit && ` ${unit}`}`, met: value <= limit };
}

export function table(figures: readonly Figure[]): string {
  const head = ["measure", "p50 / p95 / p99, or figure", "aim", ""];
  const rows = figures.map(({ what, value, aim = "", met }) => [
    what,
    value,
    aim,
    met === undefined ? "" : met ? "met" : "NOT MET",
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
