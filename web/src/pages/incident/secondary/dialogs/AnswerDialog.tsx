import { useTranslation } from "react-i18next";
import type { SecondaryAnswer } from "../../../../api/types.ts";
import { Field } from "../../../../components/Field.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";

interface Props extends ResponseDialogProps {
  answer: "approve" | "decline";
}

/** What a customer said on the telephone, recorded by one operator and confirmed by another. */
export function AnswerDialog(props: Props) {
  return props.answer === "approve" && props.response.heard !== null ? (
    <ConfirmDialog {...props} heard={props.response.heard} />
  ) : (
    <HeardDialog {...props} />
  );
}

function ConfirmDialog({
  incident,
  response,
  consequence,
  heard,
  onClose,
}: Props & { heard: NonNullable<SecondaryAnswer["heard"]> }) {
  const { t } = useTranslation("secondary");
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/approve`}
      body={{}}
      title={t("confirm.title")}
      submit={t("confirm.submit")}
      onClose={onClose}
    >
      {() => (
        <>
          <p className={css.warning}>{consequence}</p>
          <p className={css.words}>{response.summary}</p>
          {heard.note !== null && <p className={css.words}>{heard.note}</p>}
        </>
      )}
    </ActionDialog>
  );
}

function HeardDialog({ incident, response, consequence, answer, onClose }: Props) {
  const { t } = useTranslation("secondary");
  const { draft, write, forget } = useDraft<{ name: string; note: string }>(
    `secondary/${response.id}/answer`,
  );
  const { name, note } = draft ?? { name: "", note: "" };
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/${answer}`}
      body={name.trim() === "" ? null : { name: name.trim(), ...(note.trim() !== "" && { note }) }}
      title={t(`${answer}.title`)}
      submit={t(`${answer}.submit`)}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <Field
            label={t("who")}
            value={name}
            onChange={(typed) => write({ name: typed, note })}
            problem={problem?.at("name")}
            autoFocus
          />
          <Field
            label={t("note")}
            lines={2}
            value={note}
            onChange={(typed) => write({ name, note: typed })}
            description={t("noteHint")}
            problem={problem?.at("note")}
          />
        </>
      )}
    </ActionDialog>
  );
}
