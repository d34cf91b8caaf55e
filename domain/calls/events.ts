import { actorFor } from "../people/actor.ts";
import { events, shownAs } from "../words/event.ts";
import { because, type Reader, type Text, type Wording, wording } from "../words/phrase.ts";
import type { CallOutcome } from "./outcome.ts";
import { callOutcomeTexts, callResultTexts } from "./texts.ts";

const reason = because;

const listEnds: Record<"nobody" | "all-skipped", Wording<object>> = {
  nobody: wording("架電リストのどなたにも繋がりませんでした", "Nobody on the call list was reached"),
  "all-skipped": wording(
    "架電リストの全員がスキップ間隔内のため、架電しませんでした",
    "Nobody was called: everybody on the call list is within the skip interval",
  ),
};

const givenUp = wording("{name} 様への架電: {$reason}", "Call to {name}: {$reason}");

const call = shownAs("call");
const operatorsCall = shownAs("operators-call", "staff");

/** Automatic calls. */
export const callEvents = events("call", {
  placed: call(
    wording(
      "{name} 様へ架電しました（{round}巡目{position}番）",
      "Called {name} (round {round}, place {position})",
    ),
  ),
  skipped: call(
    wording("{name} 様への架電をスキップしました（{$reason}）", "Skipped calling {name} ({$reason})"),
  ),
  unanswered: call(
    wording(
      "{name} 様への架電の依頼に電話会社の応答がありません（{$reason}）。かけ直さずに確認します",
      "The telephone company did not answer the request to call {name} ({$reason}). Checked without calling again",
    ),
  ),
  refused: call(wording("{name} 様へ発信できませんでした（{$reason}）", "Could not call {name} ({$reason})")),
  ended: call(
    wording("{name} 様への架電: {outcome}{reason}", "Call to {name}: {outcome}{reason}", {
      outcome: callOutcomeTexts,
      reason,
    }),
  ),
  /** The call ended, and the provider never said how. */
  givenUp: call((values: { name: string; outcome: CallOutcome; reason: Text }, reader: Reader) =>
    givenUp(values, reader),
  ),
  listEnded: call((values: { result: keyof typeof listEnds }, reader) =>
    listEnds[values.result](values, reader),
  ),
});

/** Calls by operators. */
export const operatorCallEvents = events("operator-call", {
  ringing: operatorsCall(
    wording(
      "{by} の電話を呼び出しています（{name} 様 へおつなぎします）",
      "Ringing {by}'s telephone (to be put through to {name})",
      { by: actorFor },
    ),
  ),
  unanswered: operatorsCall(
    wording(
      "{by} の電話の呼び出しに電話会社の応答がありません（{$reason}）。かけ直さずに確認します",
      "The telephone company did not answer the request to ring {by}'s telephone ({$reason}). Checked without ringing again",
      { by: actorFor },
    ),
  ),
  refused: operatorsCall(
    wording("{by} の電話を呼び出せませんでした（{$reason}）", "Could not ring {by}'s telephone ({$reason})", {
      by: actorFor,
    }),
  ),
  called: call(wording("{name} 様へ電話しました", "Telephoned {name}")),
  resultWanted: operatorsCall(
    wording(
      "{name} 様 との通話が終わりました。どなたと話したか、結果の記録を待っています",
      "The call with {name} is over. Its result is missing: record who was reached",
    ),
  ),
  result: call(
    wording("{name} 様への電話: {result}{reason}", "Operator's call to {name}: {result}{reason}", {
      result: callResultTexts,
      reason,
    }),
  ),
  /** Operators' notes to each other are not for the customer. */
  noted: shownAs(
    "operators-note",
    "staff",
  )(wording("{name} 様への電話のメモ: {note}", "Note on the call to {name}: {note}")),
});

const caller = (name: string | null, { language }: Reader): string => {
  if (name !== null) return name;
  return language === "ja" ? "お客様" : "The customer";
};

/** Somebody called us back; `name` is null if no contact has the number. */
export const callbackEvents = events("callback", {
  came: call(wording("{name} 様から折り返しのお電話がありました", "{name} called back", { name: caller })),
  operatorWanted: call(
    wording("{name} 様がオペレーターとの通話を希望されています", "{name} asks to speak with an operator", {
      name: caller,
    }),
  ),
  connected: call(
    wording("{name} 様からのお電話をお受けしました", "Took the call from {name}", { name: caller }),
  ),
  nobodyAnswered: call(
    wording(
      "折り返しのお電話をオペレーターにつなげませんでした。お客様へのご連絡が必要です",
      "The caller could not be put through to an operator. The customer needs to be contacted",
    ),
  ),
});
