import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/queries.ts";
import css from "./SecondFactorWarning.module.css";

const own = "/second-factor";

/** Shown on every page until it is done; it blocks nothing. */
export function SecondFactorWarning() {
  const { t } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  const { pathname, href } = useLocation();
  const due = me?.secondFactorDue ?? null;
  if (due === null || due.isRequired || pathname === own) return null;
  return (
    <aside className={css.warning} aria-label={t("secondFactor.label")}>
      <span>{due.step === "set-up" ? t("secondFactor.missing") : t("secondFactor.unknown")}</span>
      <Link to={own} search={{ next: href }} className={css.way}>
        {due.step === "set-up" ? t("secondFactor.setUp") : t("secondFactor.more")}
      </Link>
    </aside>
  );
}
