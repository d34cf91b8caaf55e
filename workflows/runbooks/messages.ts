import { setHandler } from "@temporalio/workflow";
import { longestTexts } from "../../domain/people/said.ts";
import { runRefusalTexts } from "../../domain/runbooks/runTexts.ts";
import {
  type AnswerStep,
  abortRun,
  alertChanged,
  answerStep,
  type EndRun,
  runToEnd,
  stepAnswered,
} from "../contract/runbookRun.ts";
import { turnCame } from "../contract/targetTurns.ts";
import { refusal } from "../kit/refusal.ts";
import { mayBeText, mustBeName, mustBeObject, mustBeText } from "../kit/said.ts";
import type { RunOnTarget } from "./runAtWork.ts";
import { show } from "./view.ts";

/** Interrupts the current step at once; the undos follow. */
export function endRun(run: RunOnTarget, ending: EndRun): void {
  run.ending ??= ending;
  run.interruptible?.cancel();
}

/** Handles every message to a run; signals never throw. */
export function listen(run: RunOnTarget): void {
  const answer = (said: AnswerStep): void => {
    if (run.asking === said.path && run.answer === null) run.answer = said;
    show(run);
  };

  setHandler(
    turnCame,
    () => {
      run.hasTurn = true;
    },
    { description: "対象で作業する順番が来ました。Tobanが送ります" },
  );
  setHandler(
    alertChanged,
    (said) => {
      if (typeof said?.firing === "boolean") run.firing = said.firing;
    },
    { description: "警報の復旧または再発。Tobanのインシデントが送ります" },
  );
  setHandler(runToEnd, (said) => (typeof said?.by === "string" ? endRun(run, said) : undefined), {
    description: "手順書を中止します。Tobanのインシデントが送ります",
  });
  setHandler(stepAnswered, (said) => (isAnswer(said) ? answer(said) : undefined), {
    description: "オペレーターの回答。Tobanのインシデントが送ります",
  });
  setHandler(
    abortRun,
    ({ by, reason }) => {
      endRun(run, { by, request: null, reason: reason ?? null });
      return { aborted: true as const };
    },
    {
      description:
        '手順書を中止します。実行中の作業を終わらせ、取り消しの手順を行います。{ "by": "名前", "reason": "理由" }（この画面からは本人確認されません）',
      validator: (said) => {
        mustBeObject(said);
        mustBeName(said.by);
        mayBeText("reason", said.reason, longestTexts.reason);
        if (run.ending !== null) throw refusal("already_ending", runRefusalTexts.alreadyEnding());
      },
    },
  );
  setHandler(
    answerStep,
    (said) => {
      answer({ ...said });
      return { answered: true as const };
    },
    {
      description:
        '手順の判断または実施の結果を回答します。{ "by": "名前", "path": "steps[1]", "answer": "yes" または "no", "note": "メモ" }（この画面からは本人確認されません）',
      validator: (said) => {
        mustBeObject(said);
        mustBeName(said.by);
        mustBeText("path", said.path, 200);
        mayBeText("note", said.note, longestTexts.note);
        if (said.answer !== "yes" && said.answer !== "no")
          throw refusal("invalid_input", runRefusalTexts.yesOrNo());
        if (run.asking !== said.path || run.answer !== null)
          throw refusal("not_asked", runRefusalTexts.notAsked());
      },
    },
  );
}

const isAnswer = (said: AnswerStep | undefined): said is AnswerStep =>
  typeof said?.path === "string" && typeof said.by === "string" && ["yes", "no"].includes(said.answer);
