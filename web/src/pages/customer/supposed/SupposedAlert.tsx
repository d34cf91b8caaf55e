import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { customerPath } from "../../../api/customerQueries.ts";
import { problemWords } from "../../../api/problemWords.ts";
import type { CustomerAnswer, DryRunAnswer } from "../../../api/types.ts";
import { useAction } from "../../../api/useAction.ts";
import { Section } from "../../../components/Section.tsx";
import { EmptyState } from "../../../components/States.tsx";
import { AlertForm, type Asked } from "./AlertForm.tsx";
import css from "./SupposedAlert.module.css";
import { WhoIsTold } from "./WhoIsTold.tsx";

/** "Who would be called if this alert came now?" The last answer stays until the new one is there. */
export function SupposedAlert({ customer }: { customer: CustomerAnswer }) {
  const { t, i18n } = useTranslation("supposed");
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const ask = useAction<DryRunAnswer>({ onDone: setAnswer, onRefused: () => setAnswer(null) });
  const path = `${customerPath(customer.id)}/dry-run`;
  const { mutate } = ask;
  const asked = useRef<Asked | null>(null);
  const send = (question: Asked) => {
    asked.current = question;
    mutate({ path, body: question });
  };
  // The reasons are the server's texts: a change of language asks for them again.
  useEffect(() => {
    const askAnew = () => asked.current !== null && mutate({ path, body: asked.current });
    i18n.on("languageChanged", askAnew);
    return () => i18n.off("languageChanged", askAnew);
  }, [i18n, mutate, path]);
  const elsewhere = ask.error !== null && ask.error.errors.length === 0 ? problemWords(ask.error) : null;
  return (
    <div className={css.supposed}>
      <Section title={t("question")}>
        <AlertForm customer={customer} problem={ask.error} isPending={ask.isPending} onAsk={send} />
        {elsewhere !== null && (
          <p className={css.problem} role="alert">
            {elsewhere}
          </p>
        )}
      </Section>
      <div className={css.answer} aria-live="polite" aria-busy={ask.isPending}>
        {answer === null ? <EmptyState title={t("notYet")} /> : <WhoIsTold answer={answer} />}
      </div>
    </div>
  );
}
