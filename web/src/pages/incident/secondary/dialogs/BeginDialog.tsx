import { useTranslation } from "react-i18next";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";

/** Nothing is asked but whether it is meant: a runbook changes a customer's server at once. */
export function BeginDialog({ incident, response, consequence, onClose }: ResponseDialogProps) {
  const { t } = useTranslation("secondary");
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/begin`}
      body={{}}
      title={t("begin.title")}
      submit={t("begin.submit")}
      onClose={onClose}
    >
      {() => (
        <>
          <p className={css.warning}>{consequence}</p>
          <p className={css.words}>{response.summary}</p>
        </>
      )}
    </ActionDialog>
  );
}
