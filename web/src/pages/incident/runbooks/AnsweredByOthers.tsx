import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { IncidentAnswer, Me } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { personName } from "../../../words/personName.ts";
import css from "./Question.module.css";
import type { BegunAnswer } from "./Questions.tsx";
import { useAnswerDraft } from "./useAnswerDraft.ts";

interface Props {
  incident: IncidentAnswer;
  begun: BegunAnswer;
  me: Me;
  onClose: () => void;
}

/** A question that ended while one was answering it: who was first, or that time ran out; nothing typed is lost. */
export function AnsweredByOthers({ incident, begun, me, onClose }: Props) {
  const { t } = useTranslation(["runbooks", "common"]);
  const { draft, forget } = useAnswerDraft(incident.number, begun.run, begun.path);
  const note = draft?.note.trim() ?? "";
  const step = incident.runbookRuns
    .find(({ id }) => id === begun.run)
    ?.steps.findLast(({ path }) => path === begun.path);
  const by = step?.by ?? null;
  const isOwn = by === me.name;
  const close = () => {
    forget();
    onClose();
  };
  const isOver = isOwn || (note === "" && begun.standing === "writing");
  useEffect(() => {
    if (!isOver) return;
    forget();
    onClose();
  });
  if (isOver) return null;
  const { title } = begun;
  return (
    <Problem
      title={
        by === null || step === undefined
          ? t("questionOver", { title })
          : t("answeredFirst", { title, name: personName(by), answer: t(`stepState.${step.state}`) })
      }
    >
      {note !== "" && (
        <>
          <p>{t("noteKept")}</p>
          <p className={css.kept}>{note}</p>
        </>
      )}
      <div className={css.keptButtons}>
        {note !== "" && <CopyButton text={note} />}
        <Button small onPress={close}>
          {t("common:close")}
        </Button>
      </div>
    </Problem>
  );
}
