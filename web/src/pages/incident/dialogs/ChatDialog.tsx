import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { CheckList } from "../../../components/CheckList.tsx";
import { Field } from "../../../components/Field.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import css from "./ActionDialog.module.css";
import { ActionDialog } from "./ActionDialog.tsx";
import { problemOfList } from "./problemOfList.ts";

interface Post {
  to: string[];
  text: string;
}

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

/** A line to the customer's chat by an operator (R5.4). */
export function ChatDialog({ incident, desk, onClose }: Props) {
  const { t } = useTranslation("incident");
  const [standard] = useState<Post>(() => ({
    to: desk.chats.length === 1 ? desk.chats.map(({ id }) => id) : [],
    text: desk.chatText ?? "",
  }));
  const { draft, write, forget } = useDraft<Post>(`${incident.number}/chat`);
  const post = draft ?? standard;
  const isComplete = post.to.length > 0 && post.text.trim() !== "";
  const change = (changed: Partial<Post>) => write({ ...post, ...changed });
  return (
    <ActionDialog
      incident={incident}
      path="chats"
      body={isComplete ? post : null}
      title={t("chat.title")}
      submit={t("chat.submit")}
      wide
      aside={
        draft !== null && (
          <Button kind="quiet" onPress={forget}>
            {t("standard")}
          </Button>
        )
      }
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          {desk.chats.length === 0 ? (
            <p className={css.warning}>{t("chat.none")}</p>
          ) : (
            <CheckList
              label={t("chat.to")}
              choices={desk.chats.map(({ id, provider }) => ({ id, name: id, detail: provider }))}
              value={post.to}
              onChange={(to) => change({ to })}
              problem={problemOfList(problem, "to")}
            />
          )}
          <Field
            label={t("chat.text")}
            lines={6}
            value={post.text}
            onChange={(text) => change({ text })}
            description={t("chat.hint")}
            problem={problem?.at("text")}
          />
        </>
      )}
    </ActionDialog>
  );
}
