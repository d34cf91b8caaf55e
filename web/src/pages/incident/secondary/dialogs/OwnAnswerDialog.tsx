import { useTranslation } from "react-i18next";
import type { IncidentAnswer, Me, SecondaryAnswer } from "../../../../api/types.ts";
import { Field } from "../../../../components/Field.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  response: SecondaryAnswer;
  me: Me;
  answer: "approve" | "decline";
  onClose: () => void;
}

/** A customer's person answers under their own name. */
export function OwnAnswerDialog({ incident, response, me, answer, onClose }: Props) {
  const { t } = useTranslation("secondary");
  const { draft, write, forget } = useDraft<{ note: string }>(`secondary/${response.id}/own`);
  const note = draft?.note ?? "";
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/${answer}`}
      body={note.trim() === "" ? {} : { note }}
      title={t(`own.${answer}Title`)}
      submit={t(`own.${answer}`)}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>
            {t(`own.${answer}Hint`)} {t("own.as", { name: me.name })}
          </p>
          <p className={css.words}>{response.summary}</p>
          <Field
            label={t("note")}
            lines={2}
            value={note}
            onChange={(typed) => write({ note: typed })}
            description={t("noteHint")}
            problem={problem?.at("note")}
          />
        </>
      )}
    </ActionDialog>
  );
}
