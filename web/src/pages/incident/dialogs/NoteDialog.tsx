import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Field } from "../../../components/Field.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import { ActionDialog } from "./ActionDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  onClose: () => void;
}

export function NoteDialog({ incident, onClose }: Props) {
  const { t } = useTranslation("incident");
  const { draft, write, forget } = useDraft<{ text: string }>(`${incident.number}/note`);
  const text = draft?.text ?? "";
  return (
    <ActionDialog
      incident={incident}
      path="notes"
      body={text.trim() === "" ? null : { text }}
      title={t("note.title")}
      submit={t("note.submit")}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <Field
          label={t("note.text")}
          lines={6}
          value={text}
          onChange={(typed) => write({ text: typed })}
          description={t("note.hint")}
          problem={problem?.at("text")}
          autoFocus
        />
      )}
    </ActionDialog>
  );
}
