import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem.ts";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { ComboBox } from "../../../components/ComboBox.tsx";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import css from "../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../dialogs/ActionDialog.tsx";
import { chosen, inOrder, offeredNamed, orderOf, type StartForm, standardForm } from "./startForm.ts";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

/** A primary response that an operator starts (R5.6): which, on what, and with what; filled in from the rule. */
export function StartRunbookDialog({ incident, desk, onClose }: Props) {
  const { t } = useTranslation(["runbooks", "incident"]);
  // The choices must not change while they are read, even if the incident does.
  const [atHand] = useState(desk.runbooks);
  const { draft, write, forget } = useDraft<StartForm>(`${incident.number}/runbook`);
  const form = draft ?? standardForm(atHand);
  const change = (changed: Partial<StartForm>) => write({ ...form, ...changed });
  const consequence = desk.actions.find(({ action }) => action === "startRunbook")?.consequence;
  const choices = inOrder(atHand).map(({ id, title }) => ({
    id,
    name: id === atHand.ofRule?.runbook ? t("start.ofRule", { title }) : title,
  }));
  return (
    <ActionDialog
      incident={incident}
      path="runbooks"
      body={orderOf(atHand, form)}
      title={t("start.title")}
      submit={t("start.submit")}
      aside={
        draft !== null && (
          <Button kind="quiet" onPress={forget}>
            {t("start.standard")}
          </Button>
        )
      }
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <Select
            label={t("start.runbook")}
            placeholder={t("start.choose")}
            choices={choices}
            value={form.runbook}
            onChange={(id) => change(chosen(atHand, id))}
            problem={problem?.at("runbook")}
          />
          {atHand.targets.length === 0 ? (
            <p className={css.warning}>{t("start.noTargets")}</p>
          ) : (
            <ComboBox
              label={t("start.target")}
              placeholder={t("start.targetPlaceholder")}
              choices={atHand.targets.map((id) => ({
                id,
                name: id,
                ...(id === atHand.target && { detail: t("start.ofIncident") }),
              }))}
              value={form.target}
              onChange={(target) => change({ target })}
              problem={problem?.at("target")}
            />
          )}
          <Parameters atHand={atHand} form={form} problem={problem} onChange={change} />
        </>
      )}
    </ActionDialog>
  );
}

interface ParametersProps {
  atHand: Desk["runbooks"];
  form: StartForm;
  problem: ApiProblem | null;
  onChange: (changed: Partial<StartForm>) => void;
}

function Parameters({ atHand, form, problem, onChange }: ParametersProps) {
  const { t } = useTranslation("runbooks");
  const params = offeredNamed(atHand, form.runbook)?.params ?? [];
  return params.map(({ name, what, example, isNumber }) => (
    <Field
      key={`${form.runbook} ${name}`}
      label={what}
      value={form.values[name] ?? ""}
      onChange={(typed) => onChange({ values: { ...form.values, [name]: typed } })}
      description={t("start.example", { example })}
      problem={problem?.at(`with.${name}`)}
      inputMode={isNumber ? "numeric" : "text"}
      autoComplete="off"
    />
  ));
}
