import type { z } from "zod";
import type { Alert } from "../../../domain/alert.ts";
import { parseOrRefuse } from "../../http/fieldErrors.ts";
import { storable } from "../storable.ts";

/** What the intake knows of a tool: where it posts to, and how its body reads. */
export interface Adapter {
  /** The address, e.g. `/intake/alerts`. */
  path: string;
  /** The body as the tool sends it; unknown fields are ignored. */
  body: z.ZodType;
  /** The alerts in a body, in their order; throws a DomainError that names every field it cannot use. */
  parse(body: unknown): Alert[];
}

/** Reads a tool's body by its schema, freed of what no database keeps. */
export const readBody = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> =>
  parseOrRefuse(schema, storable(body), {
    code: "invalid_alert",
    message: "The body is not an alert that can be accepted. Nothing of it was.",
  });
