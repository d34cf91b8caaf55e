import { z } from "zod";
import { longestTexts } from "../../../domain/people/said.ts";
import {
  type DeclaredAction,
  declarationOf,
  declaredActions,
  type SecondaryPath,
} from "../../../domain/secondary/declarations.ts";
import { longestExpiryDays } from "../../../domain/secondary/propose.ts";
import { decisionWays, secondaryKinds, secondaryStates } from "../../../domain/secondary/record.ts";
import { fieldTexts } from "../../../domain/words/fields.ts";
import { packed } from "../../../domain/words/phrase.ts";
import { bodySchemaOf, nameSchema as name, oneLine, text, wholeSchema } from "../../http/fieldSchemas.ts";

const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: "UTC, to the millisecond", example: "2026-11-22T03:27:15.000Z" });
const time = z.iso
  .datetime({ offset: true, error: packed(fieldTexts.isoTime()) })
  .transform((at) => new Date(at).getTime())
  .meta({ override: { type: "string", format: "date-time" } });

const mostSteps = 50;
const mostRecipients = 50;
const longestWorkMinutes = 7 * 24 * 60;
const written = z.string().max(4_000, packed(fieldTexts.atMost({ most: 4_000 })));
/**
 * Each runbook's own types check the values then. A list of paths or addresses may be written as one text.
 */
const parameter = z.union([written, z.number(), z.array(written).max(200)]);

export const proposalBodySchema = z
  .strictObject({
    kind: z
      .enum(secondaryKinds, packed(fieldTexts.oneOf({ choices: secondaryKinds.join(", ") })))
      .default("response")
      .meta({ description: "A cause analysis needs an incident that has recovered" }),
    summary: text(longestTexts.reason).meta({ description: "What is proposed and why, for the customer" }),
    plan: text(longestTexts.note).optional(),
    risk: text(longestTexts.note).optional(),
    runbook: name.optional().meta({ description: "A secondary runbook; absent: people do it by hand" }),
    with: z.record(z.string().max(100), parameter).optional().meta({ description: "Its parameters" }),
    target: name.optional().meta({
      description: "A managed target, `web01` or `shop/web01`; absent: the incident's, if it is one",
    }),
    steps: z
      .array(oneLine(300))
      .max(mostSteps, packed(fieldTexts.atMost({ most: mostSteps })))
      .optional()
      .meta({ description: "What people do by hand, in order" }),
    vendor: name.optional().meta({ description: "Who is asked, for a vendor inquiry" }),
    scheduledAt: time.optional().meta({
      description: "Begins at this time once agreed; absent: an operator sets the time, or begins it",
    }),
    estimateMinutes: wholeSchema(1, longestWorkMinutes).optional(),
    priceNote: text(longestTexts.reason).optional(),
    to: z
      .array(name)
      .min(1, packed(fieldTexts.enterSomething()))
      .max(mostRecipients, packed(fieldTexts.atMost({ most: mostRecipients })))
      .optional()
      .meta({
        description:
          "Further contacts to ask. Those of the rule's escalation, else of its mail, are always asked",
      }),
    expiresInDays: wholeSchema(1, longestExpiryDays).optional().meta({ description: "Absent: 7" }),
    agreedBy: name.optional().meta({
      description:
        "The customer's person who has already agreed on the telephone. Waits as `heard` for a second operator, or for the customer's link",
    }),
  })
  .meta({ id: "SecondaryProposal" });

/** One action's address and form. */
export interface SecondaryAddress {
  action: DeclaredAction;
  path: SecondaryPath;
  body: z.ZodType<Record<string, unknown>>;
}

export const secondaryAddresses: readonly SecondaryAddress[] = declaredActions.map((action) => {
  const { path, fields, body = fields } = declarationOf(action);
  return { action, path, body: bodySchemaOf(body) };
});

/** An answer to a question of the runbook. It changes nothing by itself but goes to the run. */
export const runAnswerBodySchema = z.strictObject({
  run: z.uuid().meta({ description: "Its run, one of the incident's `runbookRuns`" }),
  path: oneLine(200).meta({ description: "The step's, as the run's steps show it" }),
  answer: z.enum(["yes", "no"], packed(fieldTexts.oneOf({ choices: "yes, no" }))),
  note: text(longestTexts.note).optional(),
});
export type RunAnswerBody = z.output<typeof runAnswerBodySchema>;

export const secondarySchema = z
  .strictObject({
    id: z.int().min(1),
    incident: z.int().min(1),
    kind: z.enum(secondaryKinds),
    state: z.enum(secondaryStates),
    summary: z.string(),
    plan: z.string().nullable(),
    risk: z.string().nullable(),
    runbook: z.string().nullable(),
    runbookTitle: z.string().nullable(),
    with: z.record(z.string(), z.union([z.string(), z.number()])),
    target: z.string().nullable(),
    scheduledAt: instant.nullable(),
    estimateMinutes: z.int().nullable(),
    priceNote: z.string().nullable(),
    to: z.array(z.string()).meta({ description: "Contacts' ids" }),
    proposedBy: z.string(),
    proposedAt: instant,
    expiresAt: instant,
    decidedBy: z.string().nullable().meta({ description: "`customer:NAME`" }),
    decidedAt: instant.nullable(),
    decidedThrough: z.enum(decisionWays).nullable(),
    decisionNote: z.string().nullable(),
    recordedBy: z
      .string()
      .nullable()
      .meta({ description: "The operator who recorded the answer given on the telephone" }),
    confirmedBy: z.string().nullable().meta({ description: "The other operator, who confirmed it" }),
    heard: z
      .strictObject({
        to: z.enum(["approve", "begin"]).meta({ description: "`begin`: before the time that was agreed" }),
        by: z.string().meta({ description: "`customer:NAME`" }),
        heardBy: z.string().meta({ description: "The operator who heard it and so cannot confirm it" }),
        at: instant,
        note: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          "What an operator heard the customer agree to on the telephone. It counts once a second operator confirms it, or the customer agrees by the link",
      }),
    begunBy: z.string().nullable(),
    begunAt: instant.nullable(),
    steps: z.array(
      z.strictObject({
        step: z.int().min(1),
        title: z.string(),
        done: z.boolean().nullable().meta({ description: "null: not reported yet" }),
        note: z.string().nullable(),
        by: z.string().nullable(),
        at: instant.nullable(),
      }),
    ),
    vendor: z
      .strictObject({
        name: z.string(),
        ticket: z.string().nullable(),
        nextAt: instant.nullable(),
        answer: z.string().nullable(),
      })
      .nullable(),
    result: z.strictObject({ succeeded: z.boolean(), summary: z.string(), at: instant }).nullable(),
    report: z.strictObject({ by: z.string(), at: instant, body: z.string().nullable() }).nullable(),
    endedBy: z.string().nullable(),
    endedAt: instant.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: "SecondaryResponse", description: "障害二次対応: agreed with the customer, done, reported" });

export const secondaryDetailSchema = secondarySchema
  .extend({
    procedure: z
      .string()
      .nullable()
      .meta({ description: "The 手順書 that is agreed to, with its parameters, as Markdown" }),
  })
  .meta({ id: "SecondaryDetail", description: "Also the exact procedure" });

export type ProposalBody = z.output<typeof proposalBodySchema>;
export type SecondaryAnswer = z.infer<typeof secondarySchema>;
export type SecondaryDetail = z.infer<typeof secondaryDetailSchema>;
