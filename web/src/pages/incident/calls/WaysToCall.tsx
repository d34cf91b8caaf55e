import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem.ts";
import { problemWords } from "../../../api/problemWords.ts";
import type { Contact, IncidentAnswer } from "../../../api/types.ts";
import { clock } from "../../../clock/clock.ts";
import { formatTime } from "../../../clock/formats.ts";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { phoneWords } from "../../../words/phoneWords.ts";
import { useIncidentAction } from "../useIncidentAction.ts";
import css from "./CallPanel.module.css";

interface Props {
  incident: IncidentAnswer;
  contact: Contact;
  ownPhone: string | null;
  /** By hand, at this time of day. */
  onDialled: (clockTime: string) => void;
}

/** Through the system, which rings the operator's own telephone first and records; or by any telephone at hand. */
export function WaysToCall({ incident, contact, ownPhone, onDialled }: Props) {
  const { t } = useTranslation("calls");
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { send, isPending } = useIncidentAction(incident.number, {
    onDone: () => setProblem(null),
    onRefused: setProblem,
  });
  const phone = typed ?? (ownPhone === null ? "" : phoneWords(ownPhone));
  const { id, name } = contact;
  if (contact.phone === null) return <p className={css.quiet}>{t("noPhone")}</p>;

  const call = () => {
    const operatorPhone = typed === null ? {} : { operatorPhone: typed.normalize("NFKC") };
    void send("calls", { contact: id, ...operatorPhone });
  };
  return (
    <div className={css.ways}>
      <div className={css.way}>
        <h3>{t("bySystem")}</h3>
        <div className={css.own}>
          <Field
            label={t("ownPhone")}
            type="tel"
            value={phone}
            onChange={setTyped}
            problem={problem?.at("operatorPhone")}
          />
          <Button kind="primary" isDisabled={phone.trim() === ""} isPending={isPending} onPress={call}>
            {t("call", { name })}
          </Button>
        </div>
        {problem !== null && <Problem title={problemWords(problem)} />}
        <p className={css.hint}>{t("bySystemHint", { name })}</p>
      </div>
      <div className={css.way}>
        <h3>{t("byHand")}</h3>
        <a
          className={css.tel}
          href={`tel:${contact.phone}`}
          onClick={() => onDialled(formatTime(new Date(clock.now()), "clock", "ja"))}
        >
          {phoneWords(contact.phone)}
        </a>
        <p className={css.hint}>{t("byHandHint")}</p>
      </div>
    </div>
  );
}
