import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { IncidentAnswer, SecondaryAnswer } from "../../../api/types.ts";
import { Section } from "../../../components/Section.tsx";
import css from "./Secondary.module.css";

interface Props {
  incident: IncidentAnswer;
  /** The button to propose one, for those who may. */
  proposing: ReactNode;
  children: (response: SecondaryAnswer) => ReactNode;
}

/** 障害二次対応 (R5.7): the latest open, earlier ones folded. */
export function Secondaries({ incident: { secondaries }, proposing, children }: Props) {
  const { t } = useTranslation("secondary");
  const [latest, ...earlier] = secondaries;
  const number = secondaries.length;
  return (
    <Section title={t("title")} {...(number > 0 && { note: t("number", { number }) })}>
      {latest !== undefined && children(latest)}
      {earlier.length > 0 && (
        <details className={css.earlier}>
          <summary className={css.summary}>{t("earlier", { number: earlier.length })}</summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.id}>{children(one)}</li>
            ))}
          </ul>
        </details>
      )}
      {proposing}
    </Section>
  );
}
