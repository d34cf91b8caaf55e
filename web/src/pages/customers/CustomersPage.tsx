import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { customersQuery } from "../../api/customerQueries.ts";
import type { CustomerList } from "../../api/types.ts";
import { Field } from "../../components/Field.tsx";
import { Page } from "../../components/Page.tsx";
import { EmptyState, QueryState } from "../../components/States.tsx";
import css from "./CustomersPage.module.css";
import { namedLike } from "./namedLike.ts";

export function CustomersPage() {
  const { t } = useTranslation("customers");
  const query = useQuery(customersQuery);
  if (query.isSuccess) return <Found all={query.data.customers} />;
  return (
    <Page title={t("title")}>
      <QueryState query={query} />
    </Page>
  );
}

/** Those with open incidents come first; within each part, by id. */
function Found({ all }: { all: CustomerList["customers"] }) {
  const { t } = useTranslation(["customers", "common"]);
  const [typed, setTyped] = useState("");
  const shown = all
    .filter((customer) => namedLike(customer, typed))
    .sort((one, other) => Number(other.openIncidents > 0) - Number(one.openIncidents > 0));
  const search = (
    <div className={css.search}>
      <span className={css.count} role="status">
        {t("shown", { shown: shown.length, all: all.length })}
      </span>
      <Field
        label={t("search")}
        placeholder={t("searchHint")}
        bare
        value={typed}
        onChange={setTyped}
        type="search"
      />
    </div>
  );
  return (
    <Page title={t("title")} actions={all.length === 0 ? undefined : search}>
      {all.length === 0 && (
        <EmptyState title={t("none")}>
          <p>{t("noneHint")}</p>
        </EmptyState>
      )}
      {all.length > 0 && shown.length === 0 && <EmptyState title={t("common:noMatch")} />}
      {shown.length > 0 && (
        <ul className={css.list}>
          {shown.map((customer) => (
            <CustomerLine key={customer.id} customer={customer} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function CustomerLine({ customer }: { customer: CustomerList["customers"][number] }) {
  const { t } = useTranslation(["customers", "common"]);
  const { id, name, plan, openIncidents } = customer;
  return (
    <li className={css.line}>
      <Link to="/customers/$id" params={{ id }} className={css.link}>
        <span className={css.name}>{name}</span>
        <span className={css.id}>{id}</span>
        <span className={css.plan}>{t(`common:plan.${plan}`)}</span>
        <span className={css.open} data-some={openIncidents > 0 || undefined}>
          {openIncidents > 0 ? t("open", { count: openIncidents }) : t("calm")}
        </span>
      </Link>
    </li>
  );
}
