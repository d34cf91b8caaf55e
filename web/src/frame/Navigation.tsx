import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/queries.ts";
import type { Me } from "../api/types.ts";
import css from "./Navigation.module.css";

const places = [
  { to: "/", text: "board", for: ["operator", "admin", "customer"] },
  { to: "/triage", text: "triage", for: ["operator", "admin"] },
  { to: "/customers", text: "customers", for: ["operator", "admin"] },
  { to: "/audit", text: "audit", for: ["operator", "admin"] },
] as const satisfies readonly { to: string; text: string; for: readonly Me["role"][] }[];

export function Navigation() {
  const { t } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  const isHeldBack = me === undefined || me.secondFactorDue?.isRequired === true;
  const shown = isHeldBack ? [] : places.filter((place) => place.for.some((role) => role === me.role));
  return (
    <nav className={css.navigation} aria-label={t("navigation")}>
      {shown.map(({ to, text }) => (
        <Link
          key={to}
          to={to}
          className={css.place}
          activeProps={{ "data-active": true }}
          activeOptions={{ exact: to === "/", includeSearch: false }}
        >
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
