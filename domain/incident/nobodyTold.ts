import type { ListResult } from "../calling/list.ts";

/** What became of telling people of one occurrence by one rule. */
export interface ToldByRule {
  mail: { sent: number; refused: number } | null;
  chats: { sent: number; refused: number };
  /** `fallbackSent`: to how many the calls' result was mailed. */
  call: { result: ListResult; rung: number; fallbackSent: number } | null;
}

/**
 * Whether nobody of the customer heard of it: finished, and all were refused or none could be rung. A skipped person
 * was rung for another incident and does not know of this one. null: somebody was told.
 */
export function whyNobodyTold(told: ToldByRule): string | null {
  const heard = (told.mail?.sent ?? 0) + told.chats.sent + (told.call?.fallbackSent ?? 0);
  if (heard > 0 || told.call?.result === "stopped" || told.call?.result === "acknowledged") return null;
  const why = [
    told.mail === null ? null : `メールはすべて受け付けられませんでした（${told.mail.refused}件）`,
    told.chats.refused === 0 ? null : `チャットへの投稿はすべて失敗しました（${told.chats.refused}件）`,
    told.call === null ? null : whyNotReached(told.call),
  ].filter((part) => part !== null);
  return why.length === 0 ? "通知先がありません" : why.join("、");
}

function whyNotReached({ result, rung }: NonNullable<ToldByRule["call"]>): string {
  if (result === "all-skipped") return "架電はスキップ間隔により行われませんでした";
  return rung > 0 ? "架電にはどなたも応答しませんでした" : "架電は1件も発信できませんでした";
}
