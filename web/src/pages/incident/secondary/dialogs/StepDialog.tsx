import { useTranslation } from "react-i18next";
import { Field } from "../../../../components/Field.tsx";
import { Select } from "../../../../components/Select.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";

interface Props extends ResponseDialogProps {
  step: number;
}

interface Draft {
  outcome: "done" | "notDone" | null;
  note: string;
}

/** The result of a step that people do by hand. */
export function StepDialog({ incident, response, consequence, step, onClose }: Props) {
  const { t } = useTranslation("secondary");
  const { draft, write, forget } = useDraft<Draft>(`secondary/${response.id}/step/${step}`);
  const known = response.steps.find((one) => one.step === step);
  const said = known?.done == null ? null : known.done ? "done" : "notDone";
  const { outcome, note } = draft ?? { outcome: said, note: known?.note ?? "" };
  const done = outcome === "done";
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/steps`}
      body={outcome === null ? null : { step, done, ...(note.trim() !== "" && { note }) }}
      title={t("recordStepOf", { step })}
      submit={t("step.submit")}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.words}>{known?.title}</p>
          <Select
            label={t("step.outcome")}
            placeholder={t("form.choose")}
            choices={(["done", "notDone"] as const).map((id) => ({ id, name: t(`step.${id}`) }))}
            value={outcome}
            onChange={(chosen) => write({ outcome: chosen, note })}
            problem={problem?.at("done") ?? problem?.at("step")}
          />
          <Field
            label={t("step.note")}
            lines={2}
            value={note}
            onChange={(typed) => write({ outcome, note: typed })}
            description={t("step.hint")}
            problem={problem?.at("note")}
          />
          <p className={css.warning}>{consequence}</p>
        </>
      )}
    </ActionDialog>
  );
}
