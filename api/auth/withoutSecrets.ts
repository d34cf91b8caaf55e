const secret = /password|secret|token|^code$/i;
/** An act is described in a few words and numbers; a longer text is kept where the act left it. */
const longestText = 2_000;
const mostEntries = 500;

/** What was asked for, as the audit log may keep it. */
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
