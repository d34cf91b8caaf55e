import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../../api/problem.ts";
import type { Desk, IncidentAnswer } from "../../../../api/types.ts";
import { Button } from "../../../../components/Button.tsx";
import { Check } from "../../../../components/Check.tsx";
import { CheckList } from "../../../../components/CheckList.tsx";
import { Field } from "../../../../components/Field.tsx";
import { Select } from "../../../../components/Select.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import { problemOfList } from "../../dialogs/problemOfList.ts";
import { emptyForm, type ProposalForm, proposalOf } from "./proposalForm.ts";
import { WorkFields } from "./WorkFields.tsx";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

export interface PartProps {
  desk: Desk;
  form: ProposalForm;
  problem: ApiProblem | null;
  onChange: (changed: Partial<ProposalForm>) => void;
}

/** What, why, at what risk, when and how: in the words that the customer reads and agrees to (R5.7). */
export function ProposeDialog({ incident, desk, onClose }: Props) {
  const { t } = useTranslation("secondary");
  // The choices must not change while they are read, even if the incident does.
  const [atHand] = useState(desk);
  const { draft, write, forget } = useDraft<ProposalForm>(`${incident.number}/secondary`);
  const form = draft ?? emptyForm(atHand.secondary, atHand.runbooks.target);
  const onChange = (changed: Partial<ProposalForm>) => write({ ...form, ...changed });
  return (
    <ActionDialog
      incident={incident}
      path="secondary"
      body={proposalOf(form, atHand.secondary.runbooks)}
      title={t("form.title")}
      submit={form.isAgreed ? t("form.submitAgreed") : t("form.submit")}
      wide
      aside={
        draft !== null && (
          <Button kind="quiet" onPress={forget}>
            {t("form.clear")}
          </Button>
        )
      }
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <KindChoice desk={atHand} form={form} problem={problem} onChange={onChange} />
          <Field
            label={t("form.summary")}
            lines={3}
            value={form.summary}
            onChange={(summary) => onChange({ summary })}
            description={t("form.customersRead")}
            problem={problem?.at("summary")}
          />
          <WorkFields desk={atHand} form={form} problem={problem} onChange={onChange} />
          <Terms desk={atHand} form={form} problem={problem} onChange={onChange} />
          <Asked desk={atHand} form={form} problem={problem} onChange={onChange} />
        </>
      )}
    </ActionDialog>
  );
}

function KindChoice({ desk, form, problem, onChange }: PartProps) {
  const { t } = useTranslation("secondary");
  const { kinds } = desk.secondary;
  const refused = kinds.filter(({ allowed }) => !allowed);
  return (
    <>
      <Select
        label={t("form.kind")}
        choices={kinds
          .filter(({ allowed }) => allowed)
          .map(({ kind }) => ({ id: kind, name: t(`kind.${kind}`) }))}
        value={form.kind}
        onChange={(kind) => onChange({ kind })}
        problem={problem?.at("kind")}
      />
      {refused.map(({ kind, reason }) => (
        <p key={kind} className={css.words}>
          {reason}
        </p>
      ))}
      {form.kind === "vendor-inquiry" && (
        <Field
          label={t("form.vendor")}
          value={form.vendor}
          onChange={(vendor) => onChange({ vendor })}
          problem={problem?.at("vendor")}
        />
      )}
    </>
  );
}

/** At what risk and price, how long, and when. */
function Terms({ form, problem, onChange }: PartProps) {
  const { t } = useTranslation("secondary");
  return (
    <>
      <Field
        label={t("form.risk")}
        lines={2}
        value={form.risk}
        onChange={(risk) => onChange({ risk })}
        problem={problem?.at("risk")}
      />
      <Field
        label={t("form.price")}
        value={form.price}
        onChange={(price) => onChange({ price })}
        problem={problem?.at("priceNote")}
      />
      <Field
        label={t("form.estimate")}
        value={form.estimate}
        onChange={(estimate) => onChange({ estimate })}
        problem={problem?.at("estimateMinutes")}
        inputMode="numeric"
      />
      <Field
        label={t("form.at")}
        type="datetime-local"
        value={form.at}
        onChange={(at) => onChange({ at })}
        description={t("form.atHint")}
        problem={problem?.at("scheduledAt")}
      />
    </>
  );
}

/** Who is asked and until when; or who has agreed already. */
function Asked({ desk, form, problem, onChange }: PartProps) {
  const { t } = useTranslation("secondary");
  const addressees = desk.contacts.filter(({ mail }) => mail !== null);
  return (
    <>
      <CheckList
        label={t("form.to")}
        choices={addressees.map(({ id, name, company, mail }) => ({
          id,
          name,
          detail: [mail, company].filter(Boolean).join("　"),
        }))}
        value={form.to}
        onChange={(to) => onChange({ to })}
        problem={problemOfList(problem, "to")}
      />
      <Check isSelected={form.isAgreed} onChange={(isAgreed) => onChange({ isAgreed })}>
        {t("form.agreed")}
      </Check>
      {form.isAgreed ? (
        <Field
          label={t("form.agreedBy")}
          value={form.agreedBy}
          onChange={(agreedBy) => onChange({ agreedBy })}
          description={t("form.agreedHint")}
          problem={problem?.at("agreedBy")}
        />
      ) : (
        <Field
          label={t("form.expires")}
          value={form.expires}
          onChange={(expires) => onChange({ expires })}
          problem={problem?.at("expiresInDays")}
          inputMode="numeric"
        />
      )}
    </>
  );
}
