import type { z } from "zod";
import type { Path, Remark, YamlSource } from "./yamlSource.ts";

/** These fields may hold a credential written in clear text, so their values are never quoted. */
const neverQuoted = new Set<PropertyKey>([
  "key",
  "passphrase",
  "password",
  "becomePassword",
  "url",
  "externalId",
]);

const quotedLength = 60;

/** Words a fault of the schema, at its place in the file. */
export function explain(issue: z.core.$ZodIssue, source: YamlSource): Remark[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      ...source.keyAt([...issue.path, key]),
      message: `unknown field "${key}": ${issue.message}`,
    }));
  const position = source.valueAt(issue.path);
  const value = foundAt(source.value, issue.path);
  const name = issue.path.at(-1);
  if (value === undefined)
    return [{ ...position, message: `${JSON.stringify(name)} is missing: ${issue.message}` }];
  const instead = name !== undefined && neverQuoted.has(name) ? "" : `, not ${quote(value)}`;
  const needsQuotes =
    issue.code === "invalid_type" && issue.expected === "string" && typeof value !== "object";
  return [{ ...position, message: `${issue.message}${instead}${needsQuotes ? " without quotes" : ""}` }];
}

export function quote(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value !== "string") return String(value);
  const letters = [...value];
  return JSON.stringify(
    letters.length > quotedLength ? `${letters.slice(0, quotedLength).join("")}…` : value,
  );
}

function foundAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  );
}
