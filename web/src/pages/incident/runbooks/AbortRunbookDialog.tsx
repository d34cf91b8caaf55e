import { useTranslation } from "react-i18next";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { Field } from "../../../components/Field.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import css from "../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../dialogs/ActionDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

export function AbortRunbookDialog({ incident, desk, onClose }: Props) {
  const { t } = useTranslation("runbooks");
  const { draft, write, forget } = useDraft<{ reason: string }>(`${incident.number}/abort-runbook`);
  const reason = draft?.reason ?? "";
  const consequence = desk.actions.find(({ action }) => action === "abortRunbook")?.consequence;
  return (
    <ActionDialog
      incident={incident}
      path="abort-runbook"
      body={reason.trim() === "" ? {} : { reason }}
      title={t("abort.title")}
      submit={t("abort.submit")}
      danger
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <Field
            label={t("abort.reason")}
            lines={2}
            value={reason}
            onChange={(typed) => write({ reason: typed })}
            description={t("abort.reasonHint")}
            problem={problem?.at("reason")}
            autoFocus
          />
        </>
      )}
    </ActionDialog>
  );
}
