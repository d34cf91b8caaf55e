import { type SubmitEvent, useRef } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type CallResult, callResults } from "../../../../../domain/calls/operators/result.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import { problemWords } from "../../../api/problemWords.ts";
import type { CallEntry, Contact, Desk, IncidentAnswer } from "../../../api/types.ts";
import { clock } from "../../../clock/clock.ts";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Kbd } from "../../../components/Kbd.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { useShortcuts } from "../../../keyboard/useShortcuts.ts";
import { contactName, personName } from "../../../words/personName.ts";
import { useIncidentAction } from "../useIncidentAction.ts";
import css from "./CallPanel.module.css";
import { momentOf } from "./callTime.ts";
import { whatFollows } from "./listed.ts";
import type { CallDraft } from "./useCallDraft.ts";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  contact: Contact;
  draft: CallDraft | null;
  /** This person's call in the draft's round, if there is one already. */
  overtakenBy: CallEntry | undefined;
  /** Of the last attempt; the note stays, whatever was refused. */
  problem: ApiProblem | null;
  onChange: (changed: Partial<CallDraft>) => void;
  onRecorded: () => void;
  onRefused: (problem: ApiProblem) => void;
}

/** The result of the call: keys 1 to 6 choose it, the page says what will follow, Enter records it. */
export function ResultForm(props: Props) {
  const { incident, desk, contact, draft, overtakenBy, problem, onChange, onRecorded, onRefused } = props;
  const { t } = useTranslation(["calls", "incident"]);
  const record = useRef<HTMLDivElement>(null);
  const { send, isPending } = useIncidentAction(incident.number, { onDone: onRecorded, onRefused });
  const result = draft?.result ?? null;

  const choose = (chosen: CallResult) => onChange({ result: chosen });
  const chooseByKey = (chosen: CallResult) => {
    choose(chosen);
    // Enter then records it, wherever the focus was before.
    requestAnimationFrame(() => record.current?.querySelector("button")?.focus());
  };
  useShortcuts(Object.fromEntries(callResults.map((one, place) => [`${place + 1}`, () => chooseByKey(one)])));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (result === null || isPending) return;
    const note = draft?.note.trim() ?? "";
    const placedAt = momentOf(draft?.placedAt ?? "", new Date(clock.now()));
    void send("call-results", {
      contact: contact.id,
      outcome: result,
      ...(placedAt !== null && { placedAt: placedAt.toISOString() }),
      ...(note !== "" && { note }),
    });
  };

  return (
    <form className={css.outcome} onSubmit={submit}>
      <h3>{t("result")}</h3>
      <ResultChoice value={result} onChoose={choose} />
      {problem !== null && (
        <Problem title={problemWords(problem)}>
          <p>{t("incident:kept")}</p>
        </Problem>
      )}
      {problem === null && overtakenBy?.result != null && (
        <Problem
          title={t("firstBy", {
            name: personName(overtakenBy.resultBy ?? ""),
            round: overtakenBy.round,
            result: t(`incident:result.${overtakenBy.result}`),
          })}
        >
          {incident.operatorCalls?.state === "running" && (
            <p>{t("countsFor", { round: incident.operatorCalls.round })}</p>
          )}
        </Problem>
      )}
      <div className={css.notes}>
        <Field
          label={t("note")}
          lines={2}
          value={draft?.note ?? ""}
          onChange={(note) => onChange({ note })}
          placeholder={t("notePlaceholder")}
          problem={problem?.at("note")}
        />
        <Field
          label={t("placedAt")}
          type="time"
          value={draft?.placedAt ?? ""}
          onChange={(placedAt) => onChange({ placedAt })}
          description={t("placedAtHint")}
          problem={problem?.at("placedAt")}
        />
      </div>
      <div className={css.record} ref={record}>
        <Button kind="primary" type="submit" isDisabled={result === null} isPending={isPending}>
          {result === null ? t("record") : t("recordThis", { result: t(`incident:result.${result}`) })}
        </Button>
        <p className={css.hint} aria-live="polite">
          {result === null ? t("chooseResult") : followWords(result)}
        </p>
      </div>
    </form>
  );

  function followWords(chosen: CallResult): string {
    const follows = whatFollows(incident.operatorCalls, incident, contact.id, chosen);
    if (!("contact" in follows)) return t(`follows.${follows.what}`);
    return t(`follows.${follows.what}`, { name: contactName(desk.contacts, follows.contact) });
  }
}

interface ResultChoiceProps {
  value: CallResult | null;
  onChoose: (result: CallResult) => void;
}

/** The six results, each with its key. */
function ResultChoice({ value, onChoose }: ResultChoiceProps) {
  const { t } = useTranslation(["calls", "incident"]);
  return (
    <RadioGroup
      className={css.group ?? ""}
      aria-label={t("result")}
      value={value}
      onChange={(chosen) => onChoose(chosen as CallResult)}
    >
      {callResults.map((result, place) => (
        <Radio key={result} value={result} className={css.choice ?? ""} data-result={result}>
          <span aria-hidden>
            <Kbd>{`${place + 1}`}</Kbd>
          </span>
          {t(`incident:result.${result}`)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
