import type { UpdateDefinition } from "@temporalio/common";
import { setHandler } from "@temporalio/workflow";
import { longestTexts, type Said } from "../../domain/incidents/people.ts";
import { customersPerson } from "../../domain/people/actor.ts";
import type { Act } from "../../domain/secondary/act.ts";
import { decideSecondaryAction, type SecondaryAction } from "../../domain/secondary/actions.ts";
import { fieldTexts } from "../../domain/words/fields.ts";
import {
  abortSecondary,
  approveSecondary,
  beginSecondary,
  closeSecondary,
  declineSecondary,
  type RecordAnswer,
  recordSecondaryStep,
  recordSecondaryVendor,
  reportSecondary,
  type SecondaryStands,
  scheduleSecondary,
  secondaryChanged,
  withdrawSecondary,
} from "../contract/secondaryResponse.ts";
import { refusal } from "../kit/refusal.ts";
import { mayBeText, mustBeName, mustBeObject, mustBeText, requestName } from "../kit/said.ts";
import { secondaryActs } from "./activities.ts";
import type { SecondaryRun } from "./responseRun.ts";

/** A name typed in the Temporal UI proves nothing. */
const here = "この画面からは本人確認されず、名前は「未確認」と記録されます";

/** One person alone does not agree for a customer, and here nobody knows who speaks. */
const confirmed =
  "コンソールで2人のオペレーターが確認したとき、またはお客様がメールのリンクで回答したときです";

interface Heard<Word extends Said> {
  action: SecondaryAction;
  /** What it does, and the JSON that the Temporal UI wants. */
  words: string;
  check?(word: Word): void;
  actOf(word: Word): Act;
}

/**
 * What the Temporal UI may say. The API does not come this way: it writes its rows first, so that nobody waits for
 * Temporal, and `changed` tells of them.
 */
export function listen(run: SecondaryRun): void {
  setHandler(
    secondaryChanged,
    () => {
      run.stale = true;
    },
    { description: "記録が変わったという知らせ。Tobanの中継が送ります" },
  );

  function hear<Word extends Said>(
    update: UpdateDefinition<SecondaryStands, [Word]>,
    { action, words, check, actOf }: Heard<Word>,
  ): void {
    const handle = async (word: Word): Promise<SecondaryStands> => {
      const { secondary } = run.input;
      const fact = { secondary, act: actOf(word), request: requestName(), at: Date.now() };
      const answer = await secondaryActs.sayToSecondary.executeWithOptions(
        { summary: `${action}: ${word.by}` },
        [fact],
      );
      run.stale = true;
      return answer;
    };
    const validator = (word: Word): void => {
      mustBeObject(word);
      mustBeName(word.by);
      check?.(word);
      guard(run, action);
    };
    setHandler(update, handle, { description: `${words}。${here}`, validator });
  }

  const answer = (approved: boolean): Heard<RecordAnswer> => ({
    action: approved ? "approve" : "decline",
    words: [
      `お電話での${approved ? "承認" : "辞退"}を記録する: { "by": "名前", "name": "お客様のお名前", "note": "備考" }`,
      ...(approved ? [`承認済みになるのは、${confirmed}`] : []),
    ].join("。"),
    check({ name, note }) {
      mustBeText("name", name, longestTexts.name);
      mayBeText("note", note, longestTexts.reason);
    },
    actOf: ({ by, name, note }) => ({
      act: approved ? "approve" : "decline",
      ...{ by: customersPerson(name), through: "phone", note: note ?? null, recordedBy: by },
    }),
  });
  hear(approveSecondary, answer(true));
  hear(declineSecondary, answer(false));

  hear(scheduleSecondary, {
    action: "schedule",
    words: '日時を決める: { "by": "名前", "at": "2026-11-22T03:00:00+09:00" }',
    check: ({ at }) => mustBeTime("at", at),
    actOf: ({ by, at }) => ({ act: "schedule", by, at: Date.parse(at) }),
  });

  hear(beginSecondary, {
    action: "begin",
    words: `今すぐ始める: { "by": "名前" }。決めた日時の前なら { "by": "名前", "agreedBy": "同意したお客様のお名前" }。その場合に始まるのは、${confirmed}`,
    check: ({ agreedBy }) => mayBeText("agreedBy", agreedBy, longestTexts.name),
    actOf: ({ by, agreedBy }) => ({
      ...{ act: "begin", by },
      ...(agreedBy !== undefined && { agreedBy }),
    }),
  });

  hear(abortSecondary, {
    action: "abort",
    words: '手順書を中止する: 取り消しの手順を行います。{ "by": "名前", "reason": "理由" }',
    check: ({ reason }) => mayBeText("reason", reason, longestTexts.reason),
    actOf: ({ by, reason }) => ({ act: "abort", by, reason: reason ?? null }),
  });

  hear(recordSecondaryStep, {
    action: "recordStep",
    words: '手順の結果を記録する: { "by": "名前", "step": 1, "done": true, "note": "備考" }',
    check({ step, done, note }) {
      if (!Number.isSafeInteger(step) || typeof done !== "boolean")
        throw refusal("invalid_input", '{ "step": 1, "done": true } の形で入力してください');
      mayBeText("note", note, longestTexts.reason);
    },
    actOf: ({ by, step, done, note }) => ({ act: "recordStep", by, step, done, note: note ?? null }),
  });

  hear(recordSecondaryVendor, {
    action: "recordVendor",
    words:
      'ベンダーへの問い合わせを記録する: { "by": "名前", "ticket": "受付番号", "nextAt": "2026-11-22T03:00:00+09:00", "answer": "回答" }',
    check({ ticket, nextAt, answer: answered }) {
      mayBeText("ticket", ticket, longestTexts.name);
      if (nextAt !== undefined) mustBeTime("nextAt", nextAt);
      mayBeText("answer", answered, longestTexts.note);
    },
    actOf: ({ by, ticket, nextAt, answer: answered }) => ({
      ...{ act: "recordVendor", by, ticket: ticket ?? null, answer: answered ?? null },
      nextAt: nextAt === undefined ? null : Date.parse(nextAt),
    }),
  });

  hear(reportSecondary, {
    action: "report",
    words: '結果をお客様へメールで報告する: { "by": "名前", "body": "本文" }。本文を省くと定型文',
    check: ({ body }) => mayBeText("body", body, longestTexts.body),
    actOf: ({ by, body }) => ({ act: "report", by, body: body ?? null }),
  });

  hear(withdrawSecondary, {
    action: "withdraw",
    words: '提案を取り下げる: お客様へメールで知らせます。{ "by": "名前", "reason": "理由" }',
    check: ({ reason }) => mustBeText("reason", reason, longestTexts.reason),
    actOf: ({ by, reason }) => ({ act: "withdraw", by, reason }),
  });

  hear(closeSecondary, {
    action: "close",
    words: '終了する: { "by": "名前", "note": "備考" }',
    check: ({ note }) => mayBeText("note", note, longestTexts.reason),
    actOf: ({ by, note }) => ({ act: "close", by, note: note ?? null }),
  });
}

const nobodyKnown = { role: null, name: null };

/** By what was read last; the row decides. */
function guard({ view }: SecondaryRun, action: SecondaryAction): void {
  if (view === null) return;
  const situation = { ...view, byRunbook: view.runbook !== null };
  const decision = decideSecondaryAction(action, nobodyKnown, situation, Date.now());
  if (!decision.allowed) throw refusal(decision.code, decision.reason);
}

function mustBeTime(field: string, value: unknown): void {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT/.test(value) || Number.isNaN(Date.parse(value)))
    throw refusal("invalid_input", `${field}: ${fieldTexts.isoTime()}`);
}
