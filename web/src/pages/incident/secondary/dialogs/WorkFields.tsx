import { useTranslation } from "react-i18next";
import { ComboBox } from "../../../../components/ComboBox.tsx";
import { Field } from "../../../../components/Field.tsx";
import { Select } from "../../../../components/Select.tsx";
import { problemOfList } from "../../dialogs/problemOfList.ts";
import type { PartProps } from "./ProposeDialog.tsx";
import { runbookNamed, usesRunbook } from "./proposalForm.ts";

/** How it is done: by a runbook on a target, or by people. */
export function WorkFields(props: PartProps) {
  const { t } = useTranslation("secondary");
  const { desk, form, problem, onChange } = props;
  const hasChoice = form.kind === "response" && desk.secondary.runbooks.length > 0;
  return (
    <>
      {hasChoice && (
        <Select
          label={t("form.by")}
          choices={[
            { id: "hand", name: t("form.byHand") },
            { id: "runbook", name: t("form.byRunbook") },
          ]}
          value={form.by}
          onChange={(by) => onChange({ by })}
        />
      )}
      {usesRunbook(form) ? <RunbookFields {...props} /> : <ByHand {...props} />}
      <Field
        label={t("form.plan")}
        lines={3}
        value={form.plan}
        onChange={(plan) => onChange({ plan })}
        description={t("form.customersRead")}
        problem={problem?.at("plan")}
      />
    </>
  );
}

function ByHand({ form, problem, onChange }: PartProps) {
  const { t } = useTranslation("secondary");
  return (
    <Field
      label={t("form.steps")}
      lines={4}
      value={form.steps}
      onChange={(steps) => onChange({ steps })}
      {...(form.kind === "response" && { description: t("form.stepsHint") })}
      problem={problemOfList(problem, "steps")}
    />
  );
}

function RunbookFields({ desk, form, problem, onChange }: PartProps) {
  const { t } = useTranslation(["secondary", "runbooks"]);
  const { runbooks } = desk.secondary;
  const params = runbookNamed(runbooks, form.runbook)?.params ?? [];
  return (
    <>
      <Select
        label={t("form.runbook")}
        placeholder={t("form.choose")}
        choices={runbooks.map(({ id, title }) => ({ id, name: title }))}
        value={form.runbook}
        onChange={(runbook) => onChange({ runbook, values: {} })}
        problem={problem?.at("runbook") ?? problem?.at("with")}
      />
      <ComboBox
        label={t("part.target")}
        placeholder={t("runbooks:start.targetPlaceholder")}
        choices={desk.runbooks.targets.map((id) => ({
          id,
          name: id,
          ...(id === desk.runbooks.target && { detail: t("runbooks:start.ofIncident") }),
        }))}
        value={form.target}
        onChange={(target) => onChange({ target })}
        problem={problem?.at("target")}
      />
      {params.map(({ name, what, example, isNumber }) => (
        <Field
          key={`${form.runbook} ${name}`}
          label={what}
          value={form.values[name] ?? ""}
          onChange={(typed) => onChange({ values: { ...form.values, [name]: typed } })}
          description={t("runbooks:start.example", { example })}
          problem={problem?.at(`with.${name}`)}
          inputMode={isNumber ? "numeric" : "text"}
          autoComplete="off"
        />
      ))}
    </>
  );
}
