import { z } from "zod";
import { operationTestStates } from "../../db/schema/index.ts";
import { customerFieldTexts, testFieldTexts as texts } from "../../domain/customers/fieldTexts.ts";
import { stepOutcomes, testChannels } from "../../domain/tests/step.ts";
import { packed } from "../../domain/words/phrase.ts";

const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: "UTC, to the millisecond", example: "2026-11-22T03:27:15.000Z" });

const mostRecipients = 100;
/** The same limit as for a rule's call list (R5.2.2d). */
const mostCalled = 10;
const longestNote = 500;

const id = z.string(packed(texts.id()));
const list = (most: number) => z.array(id, packed(texts.ids())).max(most, packed(texts.tooMany({ most })));

export const operationTestRequestSchema = z
  .strictObject({
    rule: z.string(packed(texts.ruleName())).nullish().meta({
      description: "The rule whose lists are tested, where no list is given here",
    }),
    mail: list(mostRecipients).nullish().meta({ description: "Contacts" }),
    chats: list(mostRecipients).nullish(),
    call: z
      .strictObject({
        list: list(mostCalled).meta({ description: "Contacts, rung in this order" }),
        mode: z.literal("all", packed(texts.onlyAll())).default("all").meta({
          description: "Everyone is called once, even after someone pressed 1, so that every number is tried",
        }),
        ringSeconds: z
          .int(packed(texts.wholeSeconds()))
          .min(1, packed(texts.ringSeconds()))
          .max(180, packed(texts.ringSeconds()))
          .nullish(),
      })
      .nullish(),
    note: z
      .string(packed(texts.text()))
      .trim()
      .max(longestNote, packed(customerFieldTexts.tooLong({ most: longestNote })))
      .nullish()
      .meta({
        description: "Stored with the test and included in its mails",
      }),
  })
  .meta({ id: "OperationTestRequest" });

const told = z.strictObject({ sent: z.int(), total: z.int() });
const milliseconds = z.int().nullable();

const summaryFields = {
  id: z.int().min(1),
  customer: z.string(),
  rule: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(operationTestStates),
  startedBy: z.string(),
  startedAt: instant,
  abortedBy: z.string().nullable(),
  abortedAt: instant.nullable(),
  endedAt: instant.nullable(),
  result: z
    .strictObject({
      mail: told,
      chat: told,
      call: z.strictObject({
        reached: z.array(z.string()),
        notReached: z.array(z.string()),
        pending: z.array(z.string()),
      }),
      summary: z.array(z.string()).meta({ description: "In words, a line a channel" }),
    })
    .meta({ description: "Who was reached; on the telephone: who pressed 1" }),
};

const stepSchema = z
  .strictObject({
    channel: z.enum(testChannels),
    position: z.int().min(1),
    recipient: z.string().meta({ description: "Contact or chat, by its id in the customer's file" }),
    name: z.string(),
    to: z.string().meta({ description: "A mail address, a number, or the chat's id" }),
    try: z.int().min(1).meta({ description: "2: the provider certainly never received the first" }),
    state: z.enum(["waiting", "under-way", "ringing", "talking", "ended"]),
    outcome: z.enum(stepOutcomes).nullable(),
    outcomeText: z.string().nullable().meta({ description: "The outcome in words" }),
    reason: z.string().nullable(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    tookMilliseconds: milliseconds,
    call: z
      .strictObject({
        ringMilliseconds: milliseconds,
        answerMilliseconds: milliseconds,
        keyMilliseconds: milliseconds,
        key: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "From the request until it rang, was answered, and a key was pressed" }),
    content: z
      .strictObject({ subject: z.string().optional(), body: z.string() })
      .nullable()
      .meta({ description: "What was sent, as the recipient reads it" }),
  })
  .meta({ id: "OperationTestStep" });

export const operationTestSchema = z
  .strictObject({
    ...summaryFields,
    steps: z.array(stepSchema),
    timeline: z.array(z.strictObject({ at: instant, actor: z.string(), text: z.string() })),
  })
  .meta({ id: "OperationTest", description: "運用試験: the written result of a notification test" });

export const operationTestPageSchema = z.strictObject({
  tests: z.array(z.strictObject(summaryFields)),
  nextCursor: z.string().nullable().meta({ description: "For the next page; null if this was the last" }),
});

export type OperationTestSummary = z.infer<z.ZodObject<typeof summaryFields>>;
export type OperationTestAnswer = z.infer<typeof operationTestSchema>;
