import type { z } from "zod";
import type { Alert } from "../../../domain/alerts/alert.ts";
import { missingIsRequired } from "../../http/fieldErrors.ts";
import { storable } from "../storable.ts";

/** What is wrong with one alert, by the path within it. */
export type Issues = readonly { path: readonly PropertyKey[]; message: string }[];
export type Reading = { alert: Alert } | { issues: Issues };

/** What the intake knows of a tool: where it posts to, and how its body reads. */
export interface Adapter {
  /** The address, e.g. `/intake/alerts`. */
  path: string;
  /** The body as the tool sends it; unknown fields are ignored. */
  body: z.ZodType;
  /** The member of the body in which its alerts stand; null: the body itself is a list, or one alert. */
  list: string | null;
  /** The alerts of a body that has no list where one may be; throws where it is no body of this tool. */
  itemsIn(body: unknown): readonly unknown[];
  /** One alert of the body: it, or every field of it that cannot be used. */
  read(item: unknown): Reading;
  /** Alerts about the body itself. */
  about?(envelope: unknown): Alert[];
}

/** Reads one alert by its schema, freed of what no database keeps. */
export function readItem<Schema extends z.ZodType>(
  schema: Schema,
  item: unknown,
): { data: z.output<Schema> } | { issues: Issues } {
  const parsed = schema.safeParse(storable(item), { error: missingIsRequired });
  return parsed.success ? { data: parsed.data } : { issues: parsed.error.issues };
}

export const alertRefused = {
  code: "invalid_alert",
  message: "The body is not an alert that can be accepted. Nothing of it was.",
};
