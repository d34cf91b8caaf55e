import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../../../../clock/clock.ts";
import { Field } from "../../../../components/Field.tsx";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";

/** Asks before beginning: a runbook changes a server at once; before the agreed time, also who agreed to it. */
export function BeginDialog({ incident, response, consequence, onClose }: ResponseDialogProps) {
  const { t } = useTranslation("secondary");
  const [agreedBy, setAgreedBy] = useState("");
  const isEarly = response.scheduledAt !== null && Date.parse(response.scheduledAt) > clock.now();
  const confirms = isEarly && response.heard !== null;
  const asksWho = isEarly && !confirms;
  const name = agreedBy.trim();
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/begin`}
      body={asksWho ? (name === "" ? null : { agreedBy: name }) : {}}
      title={t("begin.title")}
      submit={asksWho ? t("begin.record") : confirms ? t("confirm.begin") : t("begin.submit")}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <p className={css.words}>{response.summary}</p>
          {asksWho && (
            <Field
              label={t("begin.agreedBy")}
              description={t("begin.agreedByHint")}
              value={agreedBy}
              onChange={setAgreedBy}
              problem={problem?.at("agreedBy")}
              autoFocus
            />
          )}
        </>
      )}
    </ActionDialog>
  );
}
