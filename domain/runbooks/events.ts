import { actorFor } from "../people/actor.ts";
import { events, shownAs } from "../words/event.ts";
import { because, type Reader, type Text, wording } from "../words/phrase.ts";
import { stepStateTexts } from "./runTexts.ts";
import type { RunState, StepKind, StepState } from "./story.ts";

const state = stepStateTexts;
const answer = stepStateTexts;

const step = wording("手順「{title}」: {state}（{$seen}）", "Step 「{title}」: {state} ({$seen})", { state });
const undo = wording("取り消し「{title}」: {state}（{$seen}）", "Undo 「{title}」: {state} ({$seen})", {
  state,
});

const runbook = shownAs("runbook");

/** Everything that a run does. */
export const runbookEvents = events("runbook", {
  started: runbook(
    wording(
      "手順書「{title}」を {target} で開始します（{runbook}）",
      "Runbook 「{title}」 begins on {target} ({runbook})",
    ),
  ),
  waits: runbook(
    wording(
      "{target} ではほかの手順書が実行中のため、手順書「{title}」は順番を待っています",
      "Another runbook is running on {target}: 「{title}」 waits for its turn",
    ),
  ),
  stepEnded: runbook(
    (values: { step: StepKind; title: string; state: StepState; seen: Text }, reader: Reader) =>
      (values.step === "undo" ? undo : step)(values, reader),
  ),
  asks: runbook(
    wording(
      "手順「{title}」でオペレーターの判断を待っています（判断基準: {criterion}）",
      "Step 「{title}」 waits for an operator's decision (criterion: {criterion})",
    ),
  ),
  byHand: runbook(
    wording(
      "手順「{title}」でオペレーターの作業を待っています（{instructions}）",
      "Step 「{title}」 waits for an operator's work ({instructions})",
    ),
  ),
  answered: runbook(
    wording(
      "手順「{title}」: {by} が「{answer}」と回答しました{note}",
      "Step 「{title}」: {by} said {answer}{note}",
      { by: actorFor, answer, note: because },
    ),
  ),
  unanswered: runbook(
    wording(
      "手順「{title}」: 時間内に回答がなかったため「{answer}」として進みます",
      "Step 「{title}」: nobody answered in time, so it goes on with {answer}",
      { answer },
    ),
  ),
  /** `why` is a whole sentence that says how it ended. */
  ended: runbook((values: { state: RunState; why: Text }, { say }: Reader) => say(values.why)),
});
