import { z } from "zod";
import { DomainError } from "../../domain/errors.ts";
import { incidentStates } from "../../domain/incidents/row.ts";
import { formTexts } from "../../domain/words/fields.ts";
import { unpacked } from "../../domain/words/phrase.ts";

/** The most entries in one answer of a list, and in each list of an incident. */
export const longestPage = 200;

const once = z.string("give it once");
const cursor = once.optional().meta({ description: "`nextCursor` of the previous page" });
export const limitParameter = (standard: number) =>
  once
    .regex(/^\d{1,9}$/, `a whole number from 1 to ${longestPage}`)
    .transform(Number)
    .pipe(z.int().min(1, "at least 1").max(longestPage, `at most ${longestPage}`))
    .default(standard)
    .meta({ override: { type: "integer", minimum: 1, maximum: longestPage, default: standard } });

const states = once
  .transform((words) => words.split(",").map((word) => word.trim()))
  .pipe(z.array(z.enum(incidentStates, `one or several of ${incidentStates.join(", ")}, by comma`)))
  .meta({
    description: `One or more of ${incidentStates.join(", ")}, separated by commas`,
    example: "triage,open",
  });

export const searchParameters = z.strictObject({
  customer: once.optional(),
  state: states.optional(),
  limit: limitParameter(50),
  cursor,
});

export const partParameters = z.strictObject({ limit: limitParameter(longestPage), cursor });

/** The largest PostgreSQL `integer`, so no incident has a higher number. */
export const largestNumber = 2_147_483_647;

/** null: a number that no incident can have. */
export const numberParameter = once
  .regex(/^\d+$/, "a whole number")
  .transform(Number)
  .transform((number) => (number >= 1 && number <= largestNumber ? number : null));

/** Reads parameters; an empty one counts as absent. Throws what is wrong with each, by name. */
export function readParameters<Schema extends z.ZodType>(schema: Schema, given: object): z.output<Schema> {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: key, message: "there is no such parameter" }))
      : [{ path: String(issue.path[0] ?? ""), message: unpacked(issue.message) }],
  );
  throw new DomainError("invalid_parameters", formTexts.unusableParameters(), { errors });
}
