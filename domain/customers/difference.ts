import type { CustomerConfiguration } from "./configuration.ts";

/** One thing that an import would change, at a path as written in the file (`contacts.sato.phone`). */
export type Difference =
  | { kind: "added"; path: string; after: unknown }
  | { kind: "removed"; path: string; before: unknown }
  | { kind: "changed"; path: string; before: unknown; after: unknown };

/** Compares the configuration in force with a file. Rules are compared by name and by order. */
export function differences(before: CustomerConfiguration, after: CustomerConfiguration): Difference[] {
  return compare("", comparable(before), comparable(after));
}

/** The differences of a file for a new customer: every named entry is added. */
export function additions(configuration: CustomerConfiguration): Difference[] {
  const nothing = { contacts: {}, chat: {}, sources: {}, systems: {}, rules: {} };
  const { "order of rules": _, ...after } = comparable(configuration);
  return compare("", { ...after, ...nothing }, after);
}

/** Writes a difference as a line for people: `~ contacts.sato.phone: "+81…" → "+81…"`. */
export function describeDifference(difference: Difference): string {
  const { kind, path } = difference;
  if (kind === "added") return `+ ${path}: ${shown(path, difference.after)}`;
  if (kind === "removed") return `- ${path}: ${shown(path, difference.before)}`;
  return `~ ${path}: ${shown(path, difference.before)} → ${shown(path, difference.after)}`;
}

function comparable({ rules, ...rest }: CustomerConfiguration): Record<string, unknown> {
  return {
    ...rest,
    rules: Object.fromEntries(rules.map((rule) => [rule.name, rule])),
    "order of rules": rules.map(({ name }) => name),
  };
}

function compare(path: string, before: unknown, after: unknown): Difference[] {
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...keys].flatMap((key) => {
      const inner = path === "" ? key : `${path}.${key}`;
      if (!Object.hasOwn(after, key)) return [{ kind: "removed", path: inner, before: before[key] }];
      if (!Object.hasOwn(before, key)) return [{ kind: "added", path: inner, after: after[key] }];
      return compare(inner, before[key], after[key]);
    });
  }
  // A list is shown whole, because the order of its entries matters.
  return canonical(before) === canonical(after) ? [] : [{ kind: "changed", path, before, after }];
}

function shown(path: string, value: unknown): string {
  // A webhook's address is a credential, even if a file holds it in clear text.
  if (typeof value === "string" && path.endsWith(".url")) return "(an address, not shown)";
  return JSON.stringify(value, (key, inner) => {
    if (key === "url" && typeof inner === "string") return "(an address, not shown)";
    return isMapping(inner) ? withoutEmpty(inner) : inner;
  });
}

const withoutEmpty = (mapping: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(mapping).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** The database does not keep the order of mappings. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    isMapping(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
