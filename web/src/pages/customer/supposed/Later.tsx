import { useTranslation } from "react-i18next";
import type { DryRunAnswer } from "../../../api/types.ts";
import { Person, Step } from "./Step.tsx";
import css from "./WhoIsTold.module.css";

export function FirstResponseStep({ response }: { response: DryRunAnswer["firstResponse"] }) {
  const { t } = useTranslation("supposed");
  return (
    <Step by={t("firstResponse")} isEmpty={response === null}>
      {response !== null && (
        <Person
          name={response.runbook}
          address={t(response.start === "automatic" ? "automatic" : "byOperator")}
          skipped={response.skipped}
        />
      )}
    </Step>
  );
}

interface EscalationProps {
  escalation: DryRunAnswer["escalation"];
  band: DryRunAnswer["band"];
}

export function EscalationStep({ escalation, band }: EscalationProps) {
  const { t } = useTranslation("supposed");
  if (escalation === null) return <Step by={t("escalation")} isEmpty />;
  const { afterMinutes, mail, operatorCalls } = escalation;
  return (
    <Step by={t("escalation")} isEmpty={false}>
      <p className={css.note}>
        {afterMinutes === null ? t("byDecision") : t("afterMinutes", { minutes: afterMinutes })}
      </p>
      {mail.length > 0 && <p className={css.note}>{t("mail")}</p>}
      {mail.map(({ id, name, address, skipped }) => (
        <Person key={id} name={name} address={address} skipped={skipped} />
      ))}
      {operatorCalls.length > 0 && (
        <p className={css.note}>{t("operatorCalls", { band: t(`band.${band}`) })}</p>
      )}
      {operatorCalls.map(({ position, name, phone }) => (
        <Person
          key={position}
          place={position}
          name={name}
          address={phone}
          skipped={phone === null ? t("noPhone") : null}
        />
      ))}
    </Step>
  );
}
