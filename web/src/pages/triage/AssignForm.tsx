import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { problemWords } from "../../api/problemWords.ts";
import type { Desk, IncidentAnswer } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { ComboBox, type ComboChoice } from "../../components/ComboBox.tsx";
import { Problem } from "../../components/Problem.tsx";
import { useIncidentAction } from "../incident/useIncidentAction.ts";
import css from "./AssignForm.module.css";
import { Proposal } from "./Proposal.tsx";

interface Props {
  number: number;
  desk: Desk;
  /** The incident as it is afterwards; null where the answer did not tell. */
  onAssigned?: (incident: IncidentAnswer | null) => void;
}

/** Its customer, if that is unknown; else the rule by which it goes on (R5.1a). Typed, Enter chooses, Enter assigns. */
export function AssignForm({ number, desk, onAssigned }: Props) {
  const isUnknown = desk.customer === null;
  // The question is another one once the customer is known: nothing chosen goes along.
  return (
    <AssignOne
      key={isUnknown ? "customer" : "rule"}
      number={number}
      desk={desk}
      onAssigned={onAssigned}
      what={isUnknown ? "customer" : "rule"}
    />
  );
}

function AssignOne({ number, desk, onAssigned, what }: Props & { what: "customer" | "rule" }) {
  const { t } = useTranslation("triage");
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { send, isPending } = useIncidentAction(number, {
    onDone: (incident) => onAssigned?.(incident),
    onRefused: setProblem,
  });
  const assign = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (chosen === null || isPending) return;
    setProblem(null);
    void send("assign", { [what]: chosen });
  };
  const rule = desk.rules.find(({ name }) => name === chosen);
  return (
    <section className={css.assign} aria-label={t("assign")}>
      <form className={css.form} onSubmit={assign}>
        <ComboBox
          label={what === "customer" ? t("customer") : t("rule")}
          placeholder={what === "customer" ? t("customerPlaceholder") : t("rulePlaceholder")}
          choices={what === "customer" ? customersOf(desk) : rulesOf(desk)}
          value={chosen}
          onChange={setChosen}
          problem={problem?.at(what)}
        />
        <Button kind="primary" type="submit" isDisabled={chosen === null} isPending={isPending}>
          {what === "customer" ? t("assignCustomer") : t("assignRule")}
        </Button>
      </form>
      {problem !== null && <Problem title={problemWords(problem)} />}
      {rule !== undefined && <p className={css.summary}>{rule.summary}</p>}
      <p className={css.hint}>{t("follows")}</p>
      {desk.proposal !== null && <Proposal yaml={desk.proposal} />}
    </section>
  );
}

const customersOf = ({ customers }: Desk): ComboChoice[] =>
  customers.map(({ id, name }) => ({ id, name, alsoFoundBy: id, detail: id }));

const rulesOf = ({ rules }: Desk): ComboChoice[] =>
  rules.map(({ name, summary, assignable }) => ({
    id: name,
    name,
    detail: summary,
    isDisabled: !assignable,
  }));
