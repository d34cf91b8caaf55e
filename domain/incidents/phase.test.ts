import { describe, expect, it } from "vitest";
import { type CallUnderWay, type PhaseFacts, phase } from "./phase.ts";

const sato: CallUnderWay = { name: "佐藤 太郎", position: 2, of: 3, round: 1, state: "ringing" };
const proposal = { words: "障害二次対応のご回答待ち", isRunning: false };
const restart = { title: "サービスの再起動", asks: false };
const asking = { ...restart, asks: true };
const facts: PhaseFacts = {
  state: "open",
  acknowledgedBy: null,
  takenBy: null,
  resolvedBy: null,
  silenced: false,
  responded: false,
  callsUnderWay: [],
  runUnderWay: null,
  secondary: null,
  operatorsTurn: null,
  attention: null,
};

describe("phase", () => {
  const table: [string, Partial<PhaseFacts>, string][] = [
    ["nothing was done yet", {}, "連絡中"],
    ["silenced", { silenced: true }, "静観中"],
    ["silenced while a phone rings", { silenced: true, callsUnderWay: [sato] }, "静観中・通話終了待ち"],
    ["told, nobody answered for it", { responded: true }, "連絡済み・対応確認待ち"],
    ["one phone rings", { callsUnderWay: [sato] }, "佐藤 太郎様へ架電中 2/3"],
    ["in the second round", { callsUnderWay: [{ ...sato, round: 2 }] }, "佐藤 太郎様へ架電中 2/3（2巡目）"],
    ["picked up", { callsUnderWay: [{ ...sato, state: "talking" }] }, "佐藤 太郎様と通話中 2/3"],
    ["its turn comes", { callsUnderWay: [{ ...sato, state: "waiting" }] }, "佐藤 太郎様への架電待ち 2/3"],
    ["list unknown", { callsUnderWay: [{ ...sato, of: null }] }, "佐藤 太郎様へ架電中"],
    ["all at once", { callsUnderWay: [sato, sato, sato] }, "佐藤 太郎様ほか2名へ一斉架電中"],
    [
      "operators call",
      { responded: true, operatorsTurn: { round: 2, next: "佐藤 太郎" } },
      "有人架電2巡目・次は佐藤 太郎様",
    ],
    [
      "operators call, which says why to look",
      { attention: "operator-calls", operatorsTurn: { round: 1, next: "佐藤 太郎" } },
      "有人架電1巡目・次は佐藤 太郎様",
    ],
    [
      "operators call, somebody rings",
      { callsUnderWay: [sato], operatorsTurn: { round: 1, next: "鈴木" } },
      "佐藤 太郎様へ架電中 2/3",
    ],
    [
      "[R5.7] a proposal waits for its answer",
      { responded: true, secondary: proposal },
      "連絡済み・対応確認待ち・障害二次対応のご回答待ち",
    ],
    [
      "[R5.7] its runbook at work",
      { runUnderWay: restart, secondary: { words: "障害二次対応を実施中", isRunning: true } },
      "手順書「サービスの再起動」を実行中",
    ],
    [
      "[R5.7] a cause analysis after all is over",
      { state: "closed", secondary: { words: "原因調査を実施中", isRunning: true } },
      "対応完了・原因調査を実施中",
    ],
    ["[R5.7] reported: nothing is left to do", { state: "recovered", secondary: null }, "復旧済み"],
    ["taken", { responded: true, takenBy: "鈴木" }, "連絡済み・対応確認待ち・担当: 鈴木"],
    ["triage", { state: "triage" }, "振り分け待ち"],
    ["triage, taken", { state: "triage", takenBy: "鈴木" }, "振り分け待ち・担当: 鈴木"],
    [
      "acknowledged by the customer",
      { state: "acknowledged", acknowledgedBy: "customer:佐藤 太郎" },
      "お客様（佐藤 太郎様）が対応確認済み",
    ],
    ["by an operator", { state: "acknowledged", acknowledgedBy: "鈴木" }, "鈴木が対応確認済み"],
    ["by the tool", { state: "acknowledged" }, "対応確認済み"],
    [
      "acknowledged while a call goes on",
      { state: "acknowledged", acknowledgedBy: "鈴木", callsUnderWay: [sato] },
      "鈴木が対応確認済み・通話終了待ち",
    ],
    ["recovered", { state: "recovered" }, "復旧済み"],
    ["recovered, still talking", { state: "recovered", callsUnderWay: [sato] }, "復旧済み・通話終了待ち"],
    ["a runbook is at work", { responded: true, runUnderWay: restart }, "手順書「サービスの再起動」を実行中"],
    ["it asks", { runUnderWay: asking }, "手順書「サービスの再起動」が回答を待っています"],
    [
      "it asks, which says why to look",
      { runUnderWay: asking, attention: "runbook-asks", takenBy: "鈴木" },
      "手順書「サービスの再起動」が回答を待っています・担当: 鈴木",
    ],
    [
      "it was answered, but operators should look for another reason",
      { runUnderWay: restart, attention: "fault" },
      "手順書「サービスの再起動」を実行中（要確認: 処理の失敗）",
    ],
    [
      "started by hand",
      { runUnderWay: restart, attention: "runbook-start" },
      "手順書「サービスの再起動」を実行中",
    ],
    [
      "a runbook and a call at once",
      { callsUnderWay: [sato], runUnderWay: restart },
      "佐藤 太郎様へ架電中 2/3・手順書「サービスの再起動」を実行中",
    ],
    [
      "a runbook on what somebody acknowledged",
      { state: "acknowledged", acknowledgedBy: "鈴木", runUnderWay: restart },
      "鈴木が対応確認済み・手順書「サービスの再起動」を実行中",
    ],
    [
      "recovered, and the runbook is ending",
      { state: "recovered", runUnderWay: restart },
      "復旧済み・手順書「サービスの再起動」を実行中",
    ],
    ["closed", { state: "closed", takenBy: "鈴木" }, "対応完了"],
    ["resolved by hand", { state: "closed", resolvedBy: "鈴木" }, "対応完了（鈴木が終了）"],
    ["operators should look", { attention: "nobody-told" }, "連絡中（要確認: 通知不達）"],
    ["for a reason without words yet", { attention: "x" }, "連絡中（要確認: x）"],
    ["triage says it already", { state: "triage", attention: "triage" }, "振り分け待ち"],
    ["recovered in triage", { state: "recovered", attention: "triage" }, "復旧済み（要確認: 振り分け待ち）"],
    ["warned of the deadline", { attention: "slo-warning" }, "連絡中（要確認: 初動期限間近）"],
    ["warned, then told", { attention: "slo-warning", responded: true }, "連絡済み・対応確認待ち"],
    [
      "told too late",
      { attention: "slo-breach", responded: true },
      "連絡済み・対応確認待ち（要確認: 初動目標超過）",
    ],
    ["no reason to look once it is over", { state: "closed", attention: "slo-breach" }, "対応完了"],
  ];
  it.each(table)("[RA1] says in Japanese what happens: %s", (_case, given, words) => {
    expect(phase({ ...facts, ...given })).toBe(words);
  });
});
