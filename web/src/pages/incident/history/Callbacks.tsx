import { useTranslation } from "react-i18next";
import type { Callback, Contact } from "../../../api/types.ts";
import { Time } from "../../../components/Time.tsx";
import { phoneWords } from "../../../words/phoneWords.ts";
import css from "./History.module.css";
import { Recordings } from "./Recordings.tsx";

interface Props {
  callbacks: readonly Callback[];
  contacts: readonly Contact[];
}

/** Who rang the control centre's number about this incident (仕様書 3-3-2). */
export function Callbacks({ callbacks, contacts }: Props) {
  const { t } = useTranslation("incident");
  if (callbacks.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t("callback")}>
      {callbacks.map(({ id, phone, startedAt, connectedTo, recordings }) => (
        <li key={id} className={css.item}>
          <span className={css.when}>
            <Time at={startedAt} form="day" />
          </span>
          <div className={css.main}>
            <p className={css.first}>
              <strong>
                {contacts.find((contact) => contact.phone === phone)?.name ?? phoneWords(phone)}
              </strong>
              <span className={css.soft}>
                {connectedTo === null ? t("callbackAlone") : t("callbackTo", { name: connectedTo })}
              </span>
            </p>
            <Recordings recordings={recordings} />
          </div>
          <span className={css.outcome}>{t("callback")}</span>
        </li>
      ))}
    </ul>
  );
}
