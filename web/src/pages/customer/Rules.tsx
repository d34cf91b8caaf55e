import { useTranslation } from "react-i18next";
import { listed } from "../../../../domain/words/lists.ts";
import type { CustomerAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { currentLanguage } from "../../texts/i18n.ts";
import css from "./Rules.module.css";

/** In the order in which they are tried, each with whom it tells. */
export function Rules({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation("customer");
  const nameOf = (id: string) => customer.contacts.find((contact) => contact.id === id)?.name ?? id;
  return (
    <Section title={t("tab.rules")} note={t("rulesHint")}>
      <ol>
        {customer.rules.map(({ name, summary, mail, chats, calls }, index) => (
          <li key={name} className={css.rule}>
            <span className={css.place}>{index + 1}</span>
            <div className={css.what}>
              <h3>{name}</h3>
              <p className={css.summary}>{summary}</p>
            </div>
            <dl className={css.told}>
              <Told by={t("mail")} who={mail.map(nameOf)} />
              <Told by={t("chat")} who={chats} />
              <Told by={t("calls")} who={calls.map(nameOf)} inOrder />
              {mail.length + chats.length + calls.length === 0 && (
                <div>
                  <dt>{t("noNotification")}</dt>
                  <dd />
                </div>
              )}
            </dl>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Told({ by, who, inOrder = false }: { by: string; who: readonly string[]; inOrder?: boolean }) {
  if (who.length === 0) return null;
  return (
    <div>
      <dt>{by}</dt>
      <dd>{inOrder ? who.join(" → ") : listed(who, currentLanguage())}</dd>
    </div>
  );
}
