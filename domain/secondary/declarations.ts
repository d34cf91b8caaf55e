import { operators } from "../incidents/actions/action.ts";
import {
  described,
  type Fields,
  flag,
  isoTime,
  name,
  optional,
  type Said,
  text,
  whole,
} from "../incidents/actions/fields.ts";
import type { ActingRole } from "../incidents/actions/situation.ts";
import { customersPerson } from "../people/actor.ts";
import { longestTexts } from "../people/said.ts";
import { type Sentence, sentence } from "../words/sentence.ts";
import type { Act } from "./act.ts";
import type { SecondaryState } from "./record.ts";

/**
 * Everything about one action on a secondary response. Its key in the table names its update. The route, the API
 * document, the validators, the audit words and the console's button are all made from this declaration.
 */
interface Declaration<Of extends Fields> {
  /** The last segment of its URL. */
  path: string;
  roles: readonly ActingRole[];
  states: readonly SecondaryState[];
  /** What the Temporal UI sends. */
  fields: Of;
  /** What a request contains, where that differs. */
  body?: Fields;
  /** The act that an operator performs by it. */
  act(said: Said<Of>, by: string): Act;
  words: {
    /** For the API's document. */
    summary: string;
    /** What it does and the JSON it takes, for the Temporal UI. */
    temporal: string;
    /** In the audit log. */
    log: Sentence<"">;
    button?: Sentence<"">;
    /** Shown once it is done. */
    done: Sentence<"">;
  };
}

const declared = <const Of extends Fields, const Path extends string>(
  declaration: Declaration<Of> & { path: Path },
) => declaration;

const note = optional(text(longestTexts.reason));
const beforeWork = ["approved", "scheduled"] as const;

/** No operator agrees for a customer alone, and the Temporal UI does not know who uses it. */
const confirmed =
  "コンソールで2人のオペレーターが確認したとき、またはお客様がメールのリンクで回答したときです";

const answered = {
  roles: [...operators, "customer"],
  states: ["proposed"],
  fields: { name: name(), note },
  body: {
    name: described(
      optional(name()),
      "Who answered; for operators who record a phone agreement. Left out: confirms the word that waits as `heard`",
    ),
    note,
  },
} as const;

/** Without `name`, it confirms what another operator heard. */
const byPhone = (
  act: "approve" | "decline",
  said: { name?: string; note?: string },
  recordedBy: string,
): Act => ({
  act,
  by: said.name === undefined ? null : customersPerson(said.name),
  through: "phone",
  note: said.note ?? null,
  recordedBy,
});

const table = {
  approve: declared({
    ...answered,
    path: "approve",
    act: (said, by) => byPhone("approve", said, by),
    words: {
      summary:
        "Agrees to it: with the customer's own token, or one operator records who agreed on the telephone and another confirms it",
      temporal: `お電話での承認を記録する: { "by": "名前", "name": "お客様のお名前", "note": "備考" }。承認済みになるのは、${confirmed}`,
      log: sentence("障害二次対応の承認", "Agreed to a secondary response"),
      button: sentence("電話での承認", "Agreed by phone"),
      done: sentence("承認を記録しました", "The agreement was recorded"),
    },
  }),
  decline: declared({
    ...answered,
    path: "decline",
    act: (said, by) => byPhone("decline", said, by),
    words: {
      summary: "Declines it, likewise",
      temporal: 'お電話での辞退を記録する: { "by": "名前", "name": "お客様のお名前", "note": "備考" }',
      log: sentence("障害二次対応の辞退", "Declined a secondary response"),
      button: sentence("電話での辞退", "Declined by phone"),
      done: sentence("辞退を記録しました", "It was recorded as declined"),
    },
  }),
  schedule: declared({
    path: "schedule",
    roles: operators,
    states: beforeWork,
    fields: { at: isoTime() },
    act: ({ at }, by) => ({ act: "schedule", by, at: Date.parse(at) }),
    words: {
      summary: "Sets when it is done; a runbook then begins by itself",
      temporal: '日時を決める: { "by": "名前", "at": "2026-11-22T03:00:00+09:00" }',
      log: sentence("障害二次対応の日時", "Scheduled a secondary response"),
      button: sentence("日時を決める", "Say when"),
      done: sentence("日時を決めました", "Scheduled"),
    },
  }),
  begin: declared({
    path: "begin",
    roles: operators,
    states: beforeWork,
    fields: {
      agreedBy: described(
        optional(name()),
        "Who of the customer agreed to begin before the time that was agreed: waits as `heard` for another operator, or the customer's link",
      ),
    },
    act: ({ agreedBy }, by) => ({ act: "begin", by, ...(agreedBy !== undefined && { agreedBy }) }),
    words: {
      summary:
        "Begins it now; before the agreed time, the customer must agree and a second operator confirms it",
      temporal: `今すぐ始める: { "by": "名前" }。決めた日時の前なら { "by": "名前", "agreedBy": "同意したお客様のお名前" }。その場合に始まるのは、${confirmed}`,
      log: sentence("障害二次対応の開始", "Began a secondary response"),
      button: sentence("開始する", "Begin"),
      done: sentence("開始しました", "It has begun"),
    },
  }),
  abort: declared({
    path: "abort",
    roles: operators,
    states: ["running"],
    fields: { reason: note },
    act: ({ reason = null }, by) => ({ act: "abort", by, reason }),
    words: {
      summary: "Ends its runbook, which undoes what it can",
      temporal: '手順書を中止する: 取り消しの手順を行います。{ "by": "名前", "reason": "理由" }',
      log: sentence("障害二次対応の手順書の中止", "Ended a secondary response's runbook"),
      button: sentence("手順書を中止", "Abort runbook"),
      done: sentence("手順書を中止しています", "The runbook is being aborted"),
    },
  }),
  recordStep: declared({
    path: "steps",
    roles: operators,
    states: ["running"],
    fields: { step: described(whole(1, 1_000), "From 1"), done: flag(), note },
    act: ({ step, done, note = null }, by) => ({ act: "recordStep", by, step, done, note }),
    words: {
      summary: "Records the result of a step done by hand",
      temporal: '手順の結果を記録する: { "by": "名前", "step": 1, "done": true, "note": "備考" }',
      log: sentence("障害二次対応の手順の記録", "Recorded a step of a secondary response"),
      done: sentence("手順の結果を記録しました", "The step's result was recorded"),
    },
  }),
  recordVendor: declared({
    path: "vendor",
    roles: operators,
    states: [...beforeWork, "running"],
    fields: {
      ticket: optional(name()),
      nextAt: described(optional(isoTime()), "When to ask the vendor again"),
      answer: optional(text(longestTexts.note)),
    },
    act: ({ ticket = null, nextAt, answer = null }, by) => ({
      act: "recordVendor",
      by,
      ticket,
      answer,
      nextAt: nextAt == null ? null : Date.parse(nextAt),
    }),
    words: {
      summary: "Records the vendor's ticket, when to ask again, or the answer",
      temporal:
        'ベンダーへの問い合わせを記録する: { "by": "名前", "ticket": "受付番号", "nextAt": "2026-11-22T03:00:00+09:00", "answer": "回答" }',
      log: sentence("ベンダー問い合わせの記録", "Recorded a vendor inquiry"),
      button: sentence("ベンダーの回答", "Vendor's answer"),
      done: sentence("ベンダーの回答を記録しました", "The vendor's answer was recorded"),
    },
  }),
  report: declared({
    path: "report",
    roles: operators,
    states: ["verified", "failed"],
    fields: { body: described(optional(text(longestTexts.body)), "Left out: the standard text") },
    act: ({ body = null }, by) => ({ act: "report", by, body }),
    words: {
      summary: "Mails the result to the customer",
      temporal: '結果をお客様へメールで報告する: { "by": "名前", "body": "本文" }。本文を省くと定型文',
      log: sentence("障害二次対応の報告", "Reported a secondary response"),
      button: sentence("報告する", "Report"),
      done: sentence("報告のメールを送ります", "The report is being mailed"),
    },
  }),
  withdraw: declared({
    path: "withdraw",
    roles: operators,
    states: ["proposed", ...beforeWork],
    fields: { reason: text(longestTexts.reason) },
    act: ({ reason }, by) => ({ act: "withdraw", by, reason }),
    words: {
      summary: "Takes the proposal back, before it has begun",
      temporal: '提案を取り下げる: お客様へメールで知らせます。{ "by": "名前", "reason": "理由" }',
      log: sentence("障害二次対応の取り下げ", "Withdrew a secondary response"),
      button: sentence("取り下げる", "Withdraw"),
      done: sentence("取り下げました", "Withdrawn"),
    },
  }),
  close: declared({
    path: "close",
    roles: operators,
    states: ["reported"],
    fields: { note },
    act: ({ note = null }, by) => ({ act: "close", by, note }),
    words: {
      summary: "Ends it, after the report",
      temporal: '終了する: { "by": "名前", "note": "備考" }',
      log: sentence("障害二次対応の終了", "Closed a secondary response"),
      button: sentence("終了する", "Close"),
      done: sentence("終了しました", "Closed"),
    },
  }),
};

type Table = typeof table;
export type DeclaredAction = keyof Table;
export const declaredActions = Object.keys(table) as DeclaredAction[];

/** A declaration whose fields are known only at run time. */
export type SecondaryDeclaration = Omit<Declaration<Fields>, "path" | "act"> & {
  path: SecondaryPath;
  act(said: Readonly<Record<string, unknown>>, by: string): Act;
};
export type SecondaryPath = Table[DeclaredAction]["path"];

export const declarationOf = (action: DeclaredAction): SecondaryDeclaration =>
  table[action] as unknown as SecondaryDeclaration;
