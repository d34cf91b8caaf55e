import { useTranslation } from "react-i18next";
import type { DryRunAnswer } from "../../../api/types.ts";
import { Section } from "../../../components/Section.tsx";
import { EscalationStep, FirstResponseStep } from "./Later.tsx";
import { Person, Step } from "./Step.tsx";
import css from "./WhoIsTold.module.css";

/** The answer: who is told by what, in which order, and why. */
export function WhoIsTold({ answer }: { answer: DryRunAnswer }) {
  const { t } = useTranslation("supposed");
  const { rule, band, system, mail, chats, calls, operators, explanation } = answer;
  return (
    <>
      <Section
        title={`${t("rule")}: ${rule}`}
        note={`${t(`band.${band}`)} ${system === null ? t("noSystem") : `${t("system")} ${system}`}`}
      >
        <ul>
          <Step by={t("calls")} isEmpty={calls.length === 0}>
            {calls.map(({ position, name, phone, skipped }) => (
              <Person key={position} place={position} name={name} address={phone} skipped={skipped} />
            ))}
          </Step>
          <Step by={t("mail")} isEmpty={mail.length === 0}>
            {mail.map(({ id, name, address, skipped }) => (
              <Person key={id} name={name} address={address} skipped={skipped} />
            ))}
          </Step>
          <Step by={t("chat")} isEmpty={chats.length === 0}>
            {chats.map((chat) => (
              <Person key={chat} name={chat} address={null} skipped={null} />
            ))}
          </Step>
          <Step by={t("operators")} isEmpty={operators === null} isNear={operators !== null}>
            {operators}
          </Step>
          <FirstResponseStep response={answer.firstResponse} />
          <EscalationStep escalation={answer.escalation} band={band} />
        </ul>
      </Section>
      <Section title={t("why")}>
        <ol className={css.why}>
          {Array.from(explanation.entries(), ([place, line]) => (
            <li key={place}>{line}</li>
          ))}
        </ol>
      </Section>
    </>
  );
}
