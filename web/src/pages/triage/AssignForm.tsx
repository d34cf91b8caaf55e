import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { problemWords } from "../../api/problemWords.ts";
import type { Desk, IncidentAnswer } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { ComboBox, type ComboChoice } from "../../components/ComboBox.tsx";
import { Problem } from "../../components/Problem.tsx";
import { toast } from "../../components/Toast.tsx";
import { useIncidentAction } from "../incident/useIncidentAction.ts";
import css from "./AssignForm.module.css";

interface Props {
  number: number;
  desk: Desk;
  /** The incident afterwards; null if the answer did not say. */
  onAssigned?: (incident: IncidentAnswer | null) => void;
}

/** Its customer, if that is unknown; else the rule by which it goes on (R5.1a). Typed, Enter chooses, Enter assigns. */
export function AssignForm({ number, desk, onAssigned }: Props) {
  const isUnknown = desk.customer === null;
  // Once the customer is known it is another question: nothing chosen is carried over.
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

/** The rule that would have matched, in the customer's file format, ready to be copied. */
function Proposal({ yaml }: { yaml: string }) {
  const { t } = useTranslation(["triage", "common"]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(yaml);
    toast({ tone: "plain", title: t("common:copied") });
  };
  return (
    <div className={css.proposal}>
      <div className={css.proposalHead}>
        <p className={css.proposalTitle}>{t("proposal")}</p>
        {/* Without https there is no clipboard: there the text is selected by hand. */}
        {window.isSecureContext && (
          <Button kind="quiet" small onPress={() => void copy()}>
            {t("common:copy")}
          </Button>
        )}
      </div>
      <pre>{yaml}</pre>
      <p className={css.hint}>{t("proposalHint")}</p>
    </div>
  );
}
