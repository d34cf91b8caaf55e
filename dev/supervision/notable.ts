export type LogStyle = "toban" | "temporal" | "postgres";

const levels: Readonly<Record<string, number>> = { warn: 40, error: 50, fatal: 60, panic: 60 };
/** Temporal's development server logs a warning at its own start and at every restart of a client. */
const shownFrom = { toban: 40, temporal: 50 };

const longestShown = 160;

/** What clients are told that connect while it starts or stops. */
const expectedOfPostgres = /FATAL: {2}(the database system is |terminating connection )/;

/**
 * Picks the log lines for the terminal: warnings and errors of our processes, and their output outside the
 * log (an uncaught error). PostgreSQL's ERROR lines answer its clients, which report them.
 */
export function notable(line: string, style: LogStyle): string | null {
  if (line.trim() === "") return null;
  if (style === "postgres")
    return expectedOfPostgres.test(line) ? null : (/\b(FATAL|PANIC): {2}.*$/.exec(line)?.[0] ?? null);
  const entry = parseObject(line);
  if (entry === null) return style === "temporal" ? null : line;
  const level = typeof entry.level === "number" ? entry.level : levels[String(entry.level).toLowerCase()];
  if (level === undefined || level < shownFrom[style]) return null;
  const cause = reason(entry.err) ?? reason(entry.error);
  if (entry.url === "/readyz") return null;
  const text = [entry.msg ?? entry.message ?? line, ...request(entry)].join(" ");
  return firstLine(cause && !text.includes(cause) ? `${text}: ${cause}` : text);
}

/** A query may hold an intake key, so it is cut. `/readyz` is what the supervisor itself polls. */
function request({ method, url, status }: Record<string, unknown>): unknown[] {
  return typeof url === "string" ? [method, url.split("?", 1)[0], status] : [];
}

/** The rest is in the log. */
function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line;
}

function reason(error: unknown): string | null {
  if (typeof error === "string") return error;
  if (typeof error !== "object" || error === null) return null;
  return "message" in error && typeof error.message === "string" ? error.message : null;
}

function parseObject(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/**
 * Lets the same text through only once in a while: in an outage every part repeats itself many times a
 * second.
 */
export function repeatFilter(quietMilliseconds: number): (text: string, nowMilliseconds: number) => boolean {
  const shownAt = new Map<string, number>();
  return (text, nowMilliseconds) => {
    // Numbers (times, ports, attempts) do not make a message a new one.
    const key = text.replaceAll(/\d+/g, "#").slice(0, 200);
    for (const [old, atMilliseconds] of shownAt)
      if (nowMilliseconds - atMilliseconds >= quietMilliseconds) shownAt.delete(old);
    if (shownAt.has(key)) return false;
    shownAt.set(key, nowMilliseconds);
    return true;
  };
}
