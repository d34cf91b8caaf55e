import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contact, ResponseAtHand } from "../../../../api/types.ts";
import { Button } from "../../../../components/Button.tsx";
import { Field } from "../../../../components/Field.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import { MailPreview } from "../../dialogs/MailPreview.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";

interface Props extends ResponseDialogProps {
  frame: ResponseAtHand["report"];
  contacts: readonly Contact[];
}

const empty = { subject: "", before: "", standard: null, after: "" };

/** The report: the standard text, changed as needed, then shown exactly as it will be sent. */
export function ReportDialog({ incident, response, consequence, frame, contacts, onClose }: Props) {
  const { t } = useTranslation(["secondary", "incident"]);
  // The text must not change while it is read.
  const [{ subject, before, standard, after }] = useState(frame ?? empty);
  const { draft, write, forget } = useDraft<{ body: string }>(`secondary/${response.id}/report`);
  const [isChecking, setChecking] = useState(false);
  const text = draft?.body ?? standard ?? "";
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/report`}
      body={text.trim() === "" ? null : text === standard ? {} : { body: text }}
      title={isChecking ? t("report.preview") : t("report.title")}
      submit={isChecking ? t("report.submit") : t("report.check")}
      wide
      aside={
        isChecking ? (
          <Button kind="quiet" onPress={() => setChecking(false)}>
            {t("report.back")}
          </Button>
        ) : (
          draft !== null && (
            <Button kind="quiet" onPress={forget}>
              {t("incident:standard")}
            </Button>
          )
        )
      }
      onSubmit={isChecking ? undefined : () => setChecking(true)}
      onDone={forget}
      onRefused={() => setChecking(false)}
      onClose={onClose}
    >
      {(problem) =>
        isChecking ? (
          <MailPreview
            letter={{ to: response.to, subject, body: `${before}${text}${after}` }}
            addressees={contacts}
          />
        ) : (
          <>
            <p className={css.warning}>{consequence}</p>
            <Field
              label={response.kind === "cause-analysis" ? t("report.findings") : t("report.body")}
              lines={10}
              value={text}
              onChange={(body) => write({ body })}
              description={t("form.customersRead")}
              problem={problem?.at("body")}
              autoFocus
            />
          </>
        )
      }
    </ActionDialog>
  );
}
