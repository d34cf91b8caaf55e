import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readActor } from "../../../../domain/people/actor.ts";
import { customersQuery } from "../../api/customerQueries.ts";
import type { AuditEntry } from "../../api/types.ts";
import { Time } from "../../components/Time.tsx";
import { audit } from "../../texts/ja/audit.ts";
import css from "./AuditPage.module.css";
import { actionNamed } from "./actionWord.ts";
import { Detail } from "./Detail.tsx";

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation("audit");
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t("at")}</th>
          <th scope="col">{t("person")}</th>
          <th scope="col">{t("action")}</th>
          <th scope="col">{t("about")}</th>
          <th scope="col">{t("detail")}</th>
          <th scope="col">{t("outcome")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <AuditLine key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function AuditLine({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation("audit");
  const { at, action, customer, incident, detail, outcome, code } = entry;
  const named = actionNamed(action);
  const refusal = code === null ? null : refusalNamed(code);
  const { data } = useQuery(customersQuery);
  return (
    <tr>
      <td className={css.at}>
        <Time at={at} form="full" />
      </td>
      <td>
        <Who entry={entry} />
      </td>
      <td className={css.action}>{named === null ? action : t(`actions.${named}`)}</td>
      <td className={css.about}>
        {customer !== null && (
          <Link to="/customers/$id" params={{ id: customer }}>
            {data?.customers.find(({ id }) => id === customer)?.name ?? customer}
          </Link>
        )}
        {incident !== null && (
          <Link to="/incidents/$number" params={{ number: String(incident) }}>
            #{incident}
          </Link>
        )}
      </td>
      <td className={css.detail}>
        <Detail detail={detail} />
      </td>
      <td>
        <span className={css.outcome} data-outcome={outcome ?? "none"}>
          {t(`outcomes.${outcome ?? "none"}`)}
        </span>
        {code !== null && (
          <span className={css.code} title={code}>
            {refusal === null ? code : t(`refusals.${refusal}`)}
          </span>
        )}
      </td>
    </tr>
  );
}

/** Pressing the name shows what else this person did. */
function Who({ entry: { person, role, via } }: { entry: AuditEntry }) {
  const { t } = useTranslation(["audit", "frame"]);
  const actor = readActor(person);
  const shown = actor.kind === "command" ? t("command", { name: actor.name }) : person;
  return (
    <>
      <Link to="/audit" search={(search) => ({ ...search, person })} className={css.person}>
        {person === "?" ? t("unknownPerson") : shown}
      </Link>
      <span className={css.by}>
        {[role === null ? null : t(`frame:role.${role}`), t(`via.${via}`)].filter(Boolean).join("・")}
      </span>
    </>
  );
}

type Refusal = keyof typeof audit.refusals;
const refusals = Object.keys(audit.refusals) as Refusal[];

/** null: we have no words for the code; it is shown as it is. */
const refusalNamed = (code: string): Refusal | null => refusals.find((name) => name === code) ?? null;
