import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CustomerList } from "../../api/types.ts";
import css from "./CustomersPage.module.css";

export function CustomerLine({ customer }: { customer: CustomerList["customers"][number] }) {
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
