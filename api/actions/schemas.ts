import { z } from "zod";
import { isPlainText, longestTexts } from "../../domain/incident/people.ts";
import { callResults } from "../../domain/operatorCalls/result.ts";
import { largestNumber } from "../incidents/parameters.ts";

const text = (longest: number) =>
  z
    .string()
    .refine((given) => given.trim() !== "", "入力してください")
    .refine(isPlainText, "使えない文字があります")
    .max(longest, `${longest}文字以内で入力してください`);
const oneLine = (longest: number) => text(longest).regex(/^[^\p{Cc}]*$/u, "改行は使えません");
const id = oneLine(longestTexts.name);
const several = (what: string) =>
  z.array(id).min(1, `${what}を1件以上選んでください`).max(50, `${what}は50件までです`);

const acknowledge = z.strictObject({});
const take = z.strictObject({
  from: id.optional().meta({ description: "Whom it is taken over from" }),
});
const notes = z.strictObject({ text: text(longestTexts.note) });
const mails = z.strictObject({
  to: several("宛先").meta({ description: "Contacts' ids, or their mail addresses" }),
  subject: oneLine(longestTexts.subject).optional().meta({ description: "Left out: the standard text" }),
  body: text(longestTexts.body).optional(),
});
const chats = z.strictObject({ to: several("投稿先"), text: text(longestTexts.chat).optional() });
const calls = z.strictObject({
  contact: id,
  operatorPhone: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Rung first; left out: the person's own telephone" }),
});
const callResultsBody = z.strictObject({
  contact: id,
  outcome: z.enum(callResults, `${callResults.join(", ")} のいずれか`),
  placedAt: z.iso.datetime({ offset: true, error: "ISO 8601の時刻で入力してください" }).optional(),
  note: text(longestTexts.note).optional(),
});
const assign = z.strictObject({
  rule: oneLine(1000).optional(),
  customer: id.optional(),
});
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
  escalate,
  resolve,
};
export type ActionPath = keyof typeof actionBodies;

/** At most so many incidents at once. */
export const mostAtOnce = 500;

const numbers = z
  .array(z.int().min(1).max(largestNumber, "この番号のインシデントはありません"))
  .min(1, "1件以上選んでください")
  .max(mostAtOnce, `一度に${mostAtOnce}件までです`);

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
        detail: z.string().optional().meta({ description: "Why it was refused, in Japanese" }),
      }),
    ),
  })
  .meta({ id: "BulkResults", description: "Each incident for itself" });

export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
