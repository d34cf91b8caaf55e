import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem.ts";
import { problemWords } from "../../../api/problemWords.ts";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Countdown } from "../../../components/Countdown.tsx";
import { Field } from "../../../components/Field.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { Time } from "../../../components/Time.tsx";
import { useIncidentAction } from "../useIncidentAction.ts";
import css from "./Question.module.css";
import type { AskingRun, BegunAnswer } from "./Questions.tsx";
import { useAnswerDraft } from "./useAnswerDraft.ts";

interface Props {
  incident: IncidentAnswer;
  run: AskingRun;
  /** What answering does, in the desk's words. */
  consequence: string | null;
  /** Already answered, but the run has not heard yet. */
  isSent: boolean;
  onBegun: (standing: BegunAnswer["standing"]) => void;
}

const nearMilliseconds = 60_000;
const answers = ["yes", "no"] as const;
type Answer = (typeof answers)[number];

/** A step that waits for an operator (R2.6): the criterion, the deadline, and what each answer leads to. */
export function Question({ incident, run, consequence, isSent, onBegun }: Props) {
  const { t } = useTranslation(["runbooks", "incident"]);
  const id = useId();
  const { path, title, question, until, manual, follows, unanswered } = run.asks;
  const { draft, write } = useAnswerDraft(incident.number, run.id, path);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { send, isPending } = useIncidentAction(incident.number, {
    onDone: () => onBegun("sent"),
    onRefused: (refused) => {
      setProblem(refused);
      onBegun("refused");
    },
  });
  const note = draft?.note ?? "";
  const answer = (chosen: Answer) => {
    setProblem(null);
    const given = note.trim();
    const address =
      run.secondary === null ? "runbook-answers" : (`secondary/${run.secondary}/answer` as const);
    void send(address, { run: run.id, path, answer: chosen, ...(given !== "" && { note: given }) });
  };
  const word = (one: Answer): string => t(manual ? `manualAnswer.${one}` : `answer.${one}`);

  return (
    <section className={css.question} aria-labelledby={id}>
      <header className={css.head}>
        <h2 id={id}>{manual ? t("manualTitle") : t("askTitle")}</h2>
        <p className={css.until}>
          <Countdown at={until} nearMilliseconds={nearMilliseconds} /> <Time at={until} form="seconds" />
        </p>
      </header>
      <p className={css.of}>
        {run.title}
        {run.target !== null && <span className={css.target}>{run.target}</span>}
      </p>
      <div>
        <h3>{title}</h3>
        <p className={css.criterion}>{question}</p>
      </div>
      {problem !== null && (
        <Problem title={problemWords(problem)}>
          <p>{t("incident:kept")}</p>
        </Problem>
      )}
      <Field
        label={t("note")}
        lines={2}
        value={note}
        onChange={(typed) => {
          write({ note: typed });
          onBegun("writing");
        }}
        description={t("noteHint")}
        problem={problem?.at("note")}
        isDisabled={isSent}
      />
      <ul className={css.answers}>
        {answers.map((one) => (
          <li key={one} className={css.answer}>
            <Button
              kind={manual && one === "yes" ? "primary" : "plain"}
              isPending={isPending}
              isDisabled={isSent}
              onPress={() => answer(one)}
              aria-describedby={`${id}-${one}`}
            >
              {word(one)}
            </Button>
            <p id={`${id}-${one}`} className={css.follows}>
              {followWords(one)}
            </p>
          </li>
        ))}
      </ul>
      <p className={css.hint}>
        {isSent ? t("answerSent") : consequence} {t("unanswered", { answer: word(unanswered) })}
      </p>
    </section>
  );

  function followWords(one: Answer): string {
    if (manual) return t(`manualFollows.${one}`);
    const steps = follows?.[one] ?? [];
    return steps.length === 0 ? t("goesOn") : t("follows", { steps: steps.join(" → ") });
  }
}
