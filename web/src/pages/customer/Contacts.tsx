import { useTranslation } from "react-i18next";
import type { CustomerAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { EmptyState } from "../../components/States.tsx";
import { shownPhone } from "../../words/shownPhone.ts";
import css from "./Contacts.module.css";

/** Everybody who can be told, with how they are called and written to. */
export function Contacts({ contacts }: { contacts: CustomerAnswer["contacts"] }) {
  const { t } = useTranslation("customer");
  return (
    <Section title={t("contacts")} note={t("contactCount", { count: contacts.length })}>
      {contacts.length === 0 && <EmptyState title={t("noContacts")} />}
      <ul>
        {contacts.map(({ id, name, reading, company, phone, mail }) => (
          <li key={id} className={css.contact}>
            <div>
              <ruby className={css.name}>
                {name}
                {reading !== null && <rt>{reading}</rt>}
              </ruby>
              <span className={css.id}>{id}</span>
              {company !== null && <div className={css.company}>{company}</div>}
            </div>
            <div className={css.ways}>
              {phone === null ? (
                <span className={css.missing}>{t("noPhone")}</span>
              ) : (
                <a href={`tel:${phone}`}>{shownPhone(phone)}</a>
              )}
              {mail === null ? (
                <span className={css.missing}>{t("noMail")}</span>
              ) : (
                <a href={`mailto:${mail}`}>{mail}</a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
