import type { z } from "zod";
import type { Alert } from "../../../domain/alerts/alert.ts";
import { missingIsRequired } from "../../http/fieldErrors.ts";
import { storable } from "../storable.ts";

/** What is wrong with an alert, with the path of each faulty field. */
export type Issues = readonly { path: readonly PropertyKey[]; message: string }[];
export type Reading = { alert: Alert } | { issues: Issues };

/** What the intake knows about a tool: the address it posts to and how to read its body. */
export interface Adapter {
  /** The address, e.g. `/intake/alerts`. */
  path: string;
  /** The body as the tool sends it; unknown fields are ignored. */
  body: z.ZodType;
  /** The member of the body that holds its alerts; null: the body itself is a list, or a single alert. */
  list: string | null;
  /** The alerts of a body that has no list where one may be. Throws if the body is not this tool's. */
  itemsIn(body: unknown): readonly unknown[];
  /** Reads one alert of the body, or names every field that cannot be used. */
  read(item: unknown): Reading;
  /** Alerts about the body itself. */
  about?(envelope: unknown): Alert[];
}

/** Reads one alert by its schema, after removing what the database cannot store. */
export function readItem<Schema extends z.ZodType>(
  schema: Schema,
  item: unknown,
): { data: z.output<Schema> } | { issues: Issues } {
  const parsed = schema.safeParse(storable(item), { error: missingIsRequired });
  return parsed.success ? { data: parsed.data } : { issues: parsed.error.issues };
}

export const alertRefused = {
  code: "invalid_alert",
  message: "The body is not an acceptable alert. Nothing of it was stored.",
};
