import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery } from "../../api/accountQueries.ts";
import { Page } from "../../components/Page.tsx";
import { QueryState } from "../../components/States.tsx";
import css from "./PeoplePage.module.css";
import { PersonLine } from "./PersonLine.tsx";

/** Who may get in, for administrators. */
export function PeoplePage() {
  const { t } = useTranslation("people");
  const query = useQuery(peopleQuery);
  return (
    <Page title={t("title")} actions={<span className={css.hint}>{t("hint")}</span>}>
      <QueryState query={query} />
      {query.isSuccess && (
        <ul className={css.list}>
          {query.data.people.map((person) => (
            <PersonLine key={person.name} person={person} />
          ))}
        </ul>
      )}
    </Page>
  );
}
