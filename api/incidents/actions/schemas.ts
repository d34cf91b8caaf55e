import { z } from "zod";
import { callResults } from "../../../domain/calls/operators/result.ts";
import { isPlainText, longestTexts } from "../../../domain/incidents/people.ts";
import { fieldTexts, recipientTexts } from "../../../domain/words/fields.ts";
import { largestNumber } from "../parameters.ts";

const text = (longest: number) =>
  z
    .string()
    .refine((given) => given.trim() !== "", fieldTexts.enterSomething())
    .refine(isPlainText, fieldTexts.unusableCharacters())
    .max(longest, fieldTexts.atMost({ most: longest }));
const oneLine = (longest: number) => text(longest).regex(/^[^\p{Cc}]*$/u, fieldTexts.noLineBreaks());
const id = oneLine(longestTexts.name);
const mostRecipients = 50;
const several = (texts: { none: string; tooMany: string }) =>
  z.array(id).min(1, texts.none).max(mostRecipients, texts.tooMany);

const acknowledge = z.strictObject({});
const take = z.strictObject({
  from: id.optional().meta({ description: "Whom it is taken over from" }),
});
const notes = z.strictObject({ text: text(longestTexts.note) });
const mails = z.strictObject({
  to: several({
    none: recipientTexts.chooseRecipients(),
    tooMany: recipientTexts.mostRecipients({ most: mostRecipients }),
  }).meta({ description: "Contacts' ids, or their mail addresses" }),
  subject: oneLine(longestTexts.subject).optional().meta({ description: "Left out: the standard text" }),
  body: text(longestTexts.body).optional(),
});
const chats = z.strictObject({
  to: several({
    none: recipientTexts.chooseChats(),
    tooMany: recipientTexts.mostChats({ most: mostRecipients }),
  }),
  text: text(longestTexts.chat).optional(),
});
const calls = z.strictObject({
  contact: id,
  operatorPhone: z
    .string()
    .max(40, fieldTexts.atMost({ most: 40 }))
    .optional()
    .meta({ description: "Rung first; left out: the person's own telephone" }),
});
const callResultsBody = z.strictObject({
  contact: id,
  outcome: z.enum(callResults, fieldTexts.oneOf({ choices: callResults.join(", ") })),
  placedAt: z.iso.datetime({ offset: true, error: fieldTexts.isoTime() }).optional(),
  note: text(longestTexts.note).optional(),
});
const assign = z.strictObject({
  rule: oneLine(1000).optional(),
  customer: id.optional(),
});
const runbooks = z.strictObject({
  runbook: id.meta({ description: "A primary one, by its id" }),
  target: id.optional().meta({ description: "`web01` or `shop/web01`; left out: the incident's own" }),
  with: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: "Its parameters; left out: those of the rule, where it names this runbook" }),
});
const runbookAnswers = z.strictObject({
  run: z.uuid().meta({ description: "One of `runbookRuns`" }),
  path: id.meta({ description: "The step's, as the run's steps show it" }),
  answer: z.enum(["yes", "no"], fieldTexts.oneOf({ choices: "yes, no" })),
  note: text(longestTexts.note).optional(),
});
const abortRunbook = z.strictObject({ reason: text(longestTexts.reason).optional() });
const escalate = z.strictObject({ reason: text(longestTexts.reason).optional() });
const resolve = z.strictObject({ reason: text(longestTexts.reason) });

/** What is asked for, by the last part of the address. */
export const actionBodies = {
  acknowledge,
  take,
  notes,
  mails,
  chats,
  calls,
  "call-results": callResultsBody,
  assign,
  runbooks,
  "runbook-answers": runbookAnswers,
  "abort-runbook": abortRunbook,
  escalate,
  resolve,
};
export type ActionPath = keyof typeof actionBodies;

/** How many incidents at once, at most. */
export const mostAtOnce = 500;

const numbers = z
  .array(z.int().min(1).max(largestNumber, fieldTexts.noSuchIncident()))
  .min(1, fieldTexts.chooseOne())
  .max(mostAtOnce, fieldTexts.mostAtOnce({ most: mostAtOnce }));

export const bulkBodies = {
  acknowledge: acknowledge.extend({ numbers }),
  take: take.extend({ numbers }),
  resolve: resolve.extend({ numbers }),
};
export type BulkPath = keyof typeof bulkBodies;

export const bulkAnswerSchema = z
  .strictObject({
    results: z.array(
      z.strictObject({
        number: z.int(),
        ok: z.boolean(),
        code: z.string().optional(),
        detail: z.string().optional().meta({ description: "Why it was refused, in the language asked for" }),
      }),
    ),
  })
  .meta({ id: "BulkResults", description: "Each incident for itself" });

export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
