import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Field } from "../../../components/Field.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import css from "./ActionDialog.module.css";
import { ActionDialog } from "./ActionDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  onClose: () => void;
}

/** Ends the incident. The reason is for later readers; customers are not told automatically (R5.1e). */
export function ResolveDialog({ incident, onClose }: Props) {
  const { t } = useTranslation("incident");
  const { draft, write, forget } = useDraft<{ reason: string }>(`${incident.number}/resolve`);
  const reason = draft?.reason ?? "";
  return (
    <ActionDialog
      incident={incident}
      path="resolve"
      body={reason.trim() === "" ? null : { reason }}
      title={t("resolve.title")}
      submit={t("resolve.submit")}
      danger
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{t("resolve.warning")}</p>
          <Field
            label={t("resolve.reason")}
            lines={3}
            value={reason}
            onChange={(typed) => write({ reason: typed })}
            description={t("resolve.reasonHint")}
            problem={problem?.at("reason")}
            autoFocus
          />
        </>
      )}
    </ActionDialog>
  );
}
