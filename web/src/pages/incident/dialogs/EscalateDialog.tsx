import { useTranslation } from "react-i18next";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { Field } from "../../../components/Field.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import css from "./ActionDialog.module.css";
import { ActionDialog } from "./ActionDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

export function EscalateDialog({ incident, desk, onClose }: Props) {
  const { t } = useTranslation("incident");
  const { draft, write, forget } = useDraft<{ reason: string }>(`${incident.number}/escalate`);
  const reason = draft?.reason ?? "";
  return (
    <ActionDialog
      incident={incident}
      path="escalate"
      body={reason.trim() === "" ? {} : { reason }}
      title={t("escalate.title")}
      submit={t("escalate.submit")}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          {desk.escalationSummary !== null && (
            <div className={css.follows}>
              <h3>{t("escalate.follows")}</h3>
              <p>{desk.escalationSummary}</p>
            </div>
          )}
          <Field
            label={t("escalate.reason")}
            lines={2}
            value={reason}
            onChange={(typed) => write({ reason: typed })}
            problem={problem?.at("reason")}
            autoFocus
          />
        </>
      )}
    </ActionDialog>
  );
}
