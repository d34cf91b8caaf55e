import type { ListResult } from "../calls/list.ts";

/** The results of telling people of one occurrence by one rule. */
export interface ToldByRule {
  mail: ToldSoFar | null;
  chats: ToldSoFar;
  /** `fallbackSent`: how many people were mailed the calls' result. */
  call: { result: ListResult; rung: number; fallbackSent: number } | null;
}

interface ToldSoFar {
  sent: number;
  refused: number;
  /** Still being tried. */
  pending?: number;
}

export const toldNothingYet = (mails: number, chats: number): ToldByRule => ({
  mail: mails === 0 ? null : { sent: 0, refused: 0, pending: mails },
  chats: { sent: 0, refused: 0, pending: chats },
  call: null,
});

export const isStillTold = ({ mail, chats }: ToldByRule): boolean =>
  (mail?.pending ?? 0) > 0 || (chats.pending ?? 0) > 0;

/**
 * Says why nobody of the customer knows of it: all messages were refused or are still being tried, and nobody could
 * be rung. A skipped person was rung for another incident and does not know of this one. null: somebody was told.
 */
export function whyNobodyTold(told: ToldByRule): string | null {
  const heard = (told.mail?.sent ?? 0) + told.chats.sent + (told.call?.fallbackSent ?? 0);
  if (heard > 0 || told.call?.result === "stopped" || told.call?.result === "acknowledged") return null;
  const why = [
    ...(told.mail === null ? [] : whyNoMail(told.mail)),
    (told.chats.pending ?? 0) === 0 ? null : `チャットへの投稿は再試行中です（${told.chats.pending}件）`,
    told.chats.refused === 0 ? null : `チャットへの投稿はすべて失敗しました（${told.chats.refused}件）`,
    told.call === null ? null : whyNotReached(told.call),
  ].filter((part) => part !== null);
  return why.length === 0 ? "通知先がありません" : why.join("、");
}

function whyNoMail({ refused, pending = 0 }: ToldSoFar): string[] {
  if (pending === 0) return [`メールはすべて受け付けられませんでした（${refused}件）`];
  const tried = `メールはまだ送信できておらず、再試行中です（${pending}件）`;
  return refused === 0 ? [tried] : [tried, `受け付けられなかったメールがあります（${refused}件）`];
}

function whyNotReached({ result, rung }: NonNullable<ToldByRule["call"]>): string {
  if (result === "all-skipped") return "架電はスキップ間隔により行われませんでした";
  return rung > 0 ? "架電にはどなたも応答しませんでした" : "架電は1件も発信できませんでした";
}
