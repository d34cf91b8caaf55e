import { z } from "zod";
import { parseWeeklyHours } from "../../domain/customers/calendar/weeklyHours.ts";
import { longestTexts } from "../../domain/people/said.ts";
import { silenceStates } from "../../domain/silences/silence.ts";
import { silenceFieldTexts as texts } from "../../domain/silences/texts.ts";
import { fieldTexts } from "../../domain/words/fields.ts";
import { packed } from "../../domain/words/phrase.ts";
import { nameSchema, oneLine, text } from "../http/fieldSchemas.ts";

const longestName = 200;
const mostNames = 200;
const longestHours = 200;

const name = oneLine(longestName).trim();
const tooMany = packed(texts.tooMany({ most: mostNames }));
const names = z.array(name, packed(texts.targets())).min(1, packed(texts.noTarget())).max(mostNames, tooMany);
const askedInstant = z.iso
  .datetime({ offset: true, error: packed(fieldTexts.isoTime()) })
  .transform((given) => new Date(given))
  .meta({ override: { type: "string", format: "date-time" } });

const requestFor = <Targets extends z.ZodType>(targets: Targets) =>
  z.strictObject({
    customer: nameSchema.nullish().meta({
      description: "The customer's id. A customer's person who belongs to one customer may leave it out",
      example: "acme",
    }),
    targets,
    alarms: z
      .array(name, packed(texts.alarms()))
      .min(1, packed(texts.noAlarm()))
      .max(mostNames, tooMany)
      .nullish()
      .meta({ description: "Names, `*` for any text. Absent: all alarms", example: ["HTTP*"] }),
    system: nameSchema.nullish().meta({ description: "Only alerts of this system of the file" }),
    from: askedInstant.meta({ description: "A past one means now" }),
    until: askedInstant.meta({ description: "At most 366 days after it begins" }),
    every: oneLine(longestHours)
      .trim()
      .refine((given) => parseWeeklyHours(given) !== null, packed(texts.every()))
      .nullish()
      .meta({
        description: "Only at these hours of the customer's clock, between `from` and `until`",
        example: "Sun 02:00-04:00",
      }),
    reason: text(longestTexts.reason).nullish(),
  });

export const silenceRequestSchema = requestFor(
  z.union([z.literal("all"), names]).meta({
    description:
      "Names or hosts of targets, nodes of alerts of the last 90 days, or patterns with `*`. `all` with `system`: the whole system",
    example: ["web01", "db*"],
  }),
).meta({ id: "SilenceRequest" });

const forAll = requestFor(z.literal("all"));
const forNames = requestFor(names);

/** The schema for this body. A union would not say which of the names is wrong. */
export const silenceRequestFor = (body: unknown): typeof forAll | typeof forNames =>
  (body as { targets?: unknown } | null | undefined)?.targets === "all" ? forAll : forNames;

export type AskedSilence = z.output<typeof silenceRequestSchema>;

export const extensionSchema = z
  .strictObject({ until: askedInstant.meta({ description: "Later than the present end" }) })
  .meta({ id: "SilenceExtension" });

const once = z.string("give it once");
export const silencesParameters = z.strictObject({
  customer: once.optional(),
  state: once
    .transform((words) => words.split(",").map((word) => word.trim()))
    .pipe(z.array(z.enum(silenceStates, `one or several of ${silenceStates.join(", ")}, by comma`)))
    .optional()
    .meta({
      description: `One or more of ${silenceStates.join(", ")}, separated by commas`,
      example: "pending,active",
    }),
});

const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: "UTC, to the millisecond", example: "2026-11-22T03:27:15.000Z" });
const person = z.string().meta({
  description: "As in incidents: `customer:NAME` for a customer's person, `toban` for a customer's file",
});

export const silenceSchema = z
  .strictObject({
    id: z.int().min(1),
    customer: z.string(),
    state: z.enum(silenceStates).meta({
      description:
        "`pending`: not in force before an operator's yes; `scheduled`: not yet, or between two of its weekly hours",
    }),
    system: z.string().nullable(),
    targets: z.union([z.literal("all"), z.array(z.string())]),
    alarms: z.array(z.string()).nullable().meta({ description: "null: all" }),
    from: instant,
    until: instant,
    every: z.string().nullable(),
    reason: z.string().nullable(),
    requestedBy: person,
    requestedAt: instant,
    planned: z.boolean().meta({ description: "Planned downtime of the customer's file; not changed here" }),
    needsYes: z.boolean().meta({ description: "Asked for less than one business day before it begins" }),
    answer: z.enum(["approved", "declined"]).nullable(),
    answeredBy: person.nullable(),
    answeredAt: instant.nullable(),
    endedBy: person.nullable().meta({ description: "Who ended it early" }),
    endedAt: instant.nullable(),
    nextFrom: instant
      .nullable()
      .meta({ description: "When it began, or begins next; null once it has ended" }),
    nextUntil: instant.nullable(),
  })
  .meta({ id: "Silence", description: "静観: what is silenced, when, and who asked for it" });

export const silencesSchema = z.strictObject({ silences: z.array(silenceSchema) });

export type SilenceAnswer = z.infer<typeof silenceSchema>;
