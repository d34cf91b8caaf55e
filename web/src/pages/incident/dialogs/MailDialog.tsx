import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem.ts";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { CheckList } from "../../../components/CheckList.tsx";
import { Field } from "../../../components/Field.tsx";
import { useDraft } from "../../../drafts/useDraft.ts";
import css from "./ActionDialog.module.css";
import { ActionDialog } from "./ActionDialog.tsx";
import { MailPreview } from "./MailPreview.tsx";
import { problemOfList } from "./problemOfList.ts";

export interface Letter {
  to: string[];
  subject: string;
  body: string;
}

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

/** A mail by an operator (R5.3.1): the standard text, changed as needed, then shown exactly as it will be sent. */
export function MailDialog({ incident, desk, onClose }: Props) {
  const { t } = useTranslation("incident");
  // The text must not change while it is read, even if the incident does.
  const [standard] = useState<Letter>(() => desk.mail ?? { to: [], subject: "", body: "" });
  const { draft, write, forget } = useDraft<Letter>(`${incident.number}/mail`);
  const [isChecking, setChecking] = useState(false);
  const letter = draft ?? standard;
  const { to, subject, body } = letter;
  const addressees = desk.contacts.filter((contact) => contact.mail !== null);
  const isComplete = to.length > 0 && subject.trim() !== "" && body.trim() !== "";
  const change = (changed: Partial<Letter>) => write({ ...letter, ...changed });

  return (
    <ActionDialog
      incident={incident}
      path="mails"
      body={isComplete ? { to, subject, body } : null}
      title={isChecking ? t("mail.preview") : t("mail.title")}
      submit={isChecking ? t("mail.submit") : t("mail.check")}
      wide
      aside={
        isChecking ? (
          <Button kind="quiet" onPress={() => setChecking(false)}>
            {t("mail.back")}
          </Button>
        ) : (
          draft !== null && (
            <Button kind="quiet" onPress={forget}>
              {t("standard")}
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
          <MailPreview letter={letter} addressees={addressees} />
        ) : (
          <>
            {addressees.length === 0 ? (
              <p className={css.warning}>{t("mail.noAddress")}</p>
            ) : (
              <CheckList
                label={t("mail.to")}
                choices={addressees.map(({ id, name, company, mail }) => ({
                  id,
                  name,
                  detail: [mail, company].filter(Boolean).join("　"),
                }))}
                value={to}
                onChange={(chosen) => change({ to: chosen })}
                problem={problemOfList(problem, "to")}
              />
            )}
            <MailText letter={letter} problem={problem} onChange={change} />
          </>
        )
      }
    </ActionDialog>
  );
}

interface TextProps {
  letter: Letter;
  problem: ApiProblem | null;
  onChange: (changed: Partial<Letter>) => void;
}

function MailText({ letter, problem, onChange }: TextProps) {
  const { t } = useTranslation("incident");
  return (
    <>
      <Field
        label={t("mail.subject")}
        value={letter.subject}
        onChange={(subject) => onChange({ subject })}
        problem={problem?.at("subject")}
      />
      <Field
        label={t("mail.body")}
        lines={14}
        value={letter.body}
        onChange={(body) => onChange({ body })}
        description={t("send")}
        problem={problem?.at("body")}
      />
    </>
  );
}
