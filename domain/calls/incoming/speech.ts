import type { AlertFacts } from "../../messages/facts.ts";
import { oneLine } from "../../words/oneLine.ts";
import { spokenAlarm } from "../speech.ts";

const keys = "確認した場合は1を、もう一度聞く場合は3を、オペレーターにつなぐ場合は9を押してください。";

/** `name`: the caller's name by its reading; null if several contacts share the number. */
export function spokenWelcome(centerName: string, name: string | null, incidents: number): string[] {
  const thanks =
    name === null ? "お電話ありがとうございます。" : `${oneLine(name)}様、お電話ありがとうございます。`;
  return [
    `${oneLine(centerName)}です。`,
    thanks,
    ...(incidents > 1 ? [`お知らせする警報は、${incidents}件です。`] : []),
  ];
}

export interface SpokenIncident {
  facts: AlertFacts;
  acknowledged: boolean;
  recovered: boolean;
  /** Its place among the incidents that are read, from 1. */
  place: number;
  of: number;
}

/** One of the caller's incidents, and which key to press for it. */
export function spokenIncident(
  { facts, acknowledged, recovered, place, of }: SpokenIncident,
  at: Date,
): string[] {
  return [
    ...(of > 1 ? [`${place}件目です。`] : []),
    ...spokenAlarm(facts, at),
    ...(recovered ? ["この警報は、すでに復旧しています。"] : []),
    ...(acknowledged && !recovered ? ["この警報は、対応確認済みです。"] : []),
    keys,
  ];
}

/** Said after the last of several incidents. */
export const spokenSummary = [
  "警報は以上です。",
  "すべて確認した場合は1を、もう一度聞く場合は3を、オペレーターにつなぐ場合は9を押してください。",
];

export const spokenNothingOpen = [
  "現在、お知らせする警報はありません。",
  "オペレーターにつなぐ場合は9を押してください。",
];

/** Tells an unknown caller whom they have reached, and nothing else. */
export const spokenToUnknown = (centerName: string): string =>
  `${oneLine(centerName)}です。この番号は、警報のお知らせに使用しています。ご登録の電話番号からおかけ直しください。失礼いたします。`;

type Pressed = "accepted" | "already-yours" | "someone-else" | "recovered" | "closed";

/** Said after a 1, by its outcome. */
export const spokenPresses: Readonly<Record<Pressed, string>> = {
  accepted: "担当者として記録しました。",
  "already-yours": "すでに、担当者として記録しています。",
  "someone-else": "この警報は、すでに別の方が対応中です。",
  recovered: "この警報は、すでに復旧しています。確認したことを記録しました。",
  closed: "この警報への対応は、すでに終了しています。",
};

/** Said after a 1 that does not count, because the caller's number alone proves nothing. */
export const spokenNotRung =
  "お電話での確認は、こちらからおかけして1時間以内の警報に限らせていただいております。";

export const spokenGoodbye = "お電話ありがとうございました。失礼いたします。";

/** Said before an operator's telephone rings: the following conversation is recorded. */
export const spokenConnecting = (recorded: boolean): string[] => [
  "オペレーターにおつなぎします。",
  ...(recorded ? ["この通話は録音されます。"] : []),
  "そのままお待ちください。",
];

/** Said to an operator who answers. Only a key joins the calls, so no voicemail takes a customer's call. */
export const spokenToOperator = (caller: string, recorded: boolean): string[] => [
  `${oneLine(caller)}様から、折り返しのお電話です。`,
  ...(recorded ? ["この通話は録音されます。"] : []),
  "つなぐ場合は1を押してください。",
];

export const spokenTakenByAnother = "このお電話には、ほかのオペレーターが応答しました。失礼いたします。";

/** `noted`: the call is in the operators' queue. */
export const spokenNobodyAnswers = (noted: boolean): string =>
  noted
    ? "ただいま、オペレーターが応答できません。こちらから折り返しご連絡いたします。失礼いたします。"
    : "ただいま、オペレーターが応答できません。しばらくしてから、おかけ直しください。失礼いたします。";
