const secret = /password|secret|token|^code$/i;
/** A few words and numbers describe an act. A longer text is stored where the act put it. */
const longestText = 2_000;
const mostEntries = 500;

/** What was asked for, in the form that the audit log may keep. */
export function withoutSecrets(asked: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, secret.test(name) ? "***" : shortened(value)]),
  );
}

function shortened(value: unknown): unknown {
  if (typeof value === "string")
    return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (Array.isArray(value)) return value.slice(0, mostEntries).map(shortened);
  if (typeof value === "object" && value !== null) return withoutSecrets(value as Record<string, unknown>);
  return value;
}
