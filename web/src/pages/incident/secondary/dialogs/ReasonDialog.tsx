import { useTranslation } from "react-i18next";
import { Field } from "../../../../components/Field.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";

interface Props extends ResponseDialogProps {
  what: "abort" | "withdraw" | "close";
}

/** Ends something, with a reason: for the customer where it is withdrawn, else for later readers. */
export function ReasonDialog({ incident, response, consequence, what, onClose }: Props) {
  const { t } = useTranslation("secondary");
  const { draft, write, forget } = useDraft<{ text: string }>(`secondary/${response.id}/${what}`);
  const text = draft?.text ?? "";
  const field = what === "close" ? "note" : "reason";
  const isEmpty = text.trim() === "";
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/${what}`}
      body={isEmpty ? (what === "withdraw" ? null : {}) : { [field]: text }}
      title={t(`${what}.title`)}
      submit={t(`${what}.submit`)}
      danger={what !== "close"}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <Field
            label={what === "close" ? t("close.note") : t(`${what}.reason`)}
            lines={2}
            value={text}
            onChange={(typed) => write({ text: typed })}
            {...(what === "withdraw" && { description: t("withdraw.reasonHint") })}
            problem={problem?.at(field)}
            autoFocus
          />
        </>
      )}
    </ActionDialog>
  );
}
