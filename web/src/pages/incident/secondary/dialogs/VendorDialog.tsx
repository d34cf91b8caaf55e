import { useTranslation } from "react-i18next";
import { Field } from "../../../../components/Field.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";
import { typedTime } from "./typedTime.ts";

interface Draft {
  ticket: string;
  nextAt: string;
  answer: string;
}

const empty: Draft = { ticket: "", nextAt: "", answer: "" };

/** What the vendor said; the answer ends the inquiry. */
export function VendorDialog({ incident, response, consequence, onClose }: ResponseDialogProps) {
  const { t } = useTranslation("secondary");
  const { draft, write, forget } = useDraft<Draft>(`secondary/${response.id}/vendor`);
  const { ticket, nextAt, answer } = draft ?? empty;
  const change = (changed: Partial<Draft>) => write({ ticket, nextAt, answer, ...changed });
  const body = {
    ...(ticket.trim() !== "" && { ticket: ticket.trim() }),
    ...(nextAt !== "" && { nextAt: typedTime(nextAt) }),
    ...(answer.trim() !== "" && { answer }),
  };
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/vendor`}
      body={Object.keys(body).length === 0 ? null : body}
      title={t("vendorForm.title", { vendor: response.vendor?.name ?? "" })}
      submit={t("vendorForm.submit")}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <Field
            label={t("vendorForm.ticket")}
            value={ticket}
            onChange={(typed) => change({ ticket: typed })}
            problem={problem?.at("ticket")}
            autoFocus
          />
          <Field
            label={t("vendorForm.nextAt")}
            type="datetime-local"
            value={nextAt}
            onChange={(typed) => change({ nextAt: typed })}
            problem={problem?.at("nextAt")}
          />
          <Field
            label={t("vendorForm.answer")}
            lines={4}
            value={answer}
            onChange={(typed) => change({ answer: typed })}
            description={t("vendorForm.answerHint")}
            problem={problem?.at("answer")}
          />
        </>
      )}
    </ActionDialog>
  );
}
