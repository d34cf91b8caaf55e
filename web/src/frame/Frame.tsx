import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { setLiveRegion } from "../alerts/say.ts";
import { useAlerts } from "../alerts/useAlerts.ts";
import { meQuery } from "../api/queries.ts";
import type { Me } from "../api/types.ts";
import { useLive } from "../live/useLive.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import css from "./Frame.module.css";

/** The bar at the top (on a telephone the tabs are at the bottom), and the page below it. */
export function Frame() {
  const { t } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  // A person who must first set up a second factor gets no news.
  useLive(me?.secondFactorDue?.isRequired ? undefined : me?.name);
  useAlerts();
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#main">
        {t("skip")}
      </a>
      <header className={css.bar}>
        <Brand />
        <Navigation />
        <AccountMenu />
      </header>
      <SecondFactorWarning />
      <div className={css.said} role="status" ref={setLiveRegion} />
      <main id="main" className={css.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function Brand() {
  const { t } = useTranslation("frame");
  return (
    <Link to="/" className={css.brand}>
      <img src="/icon.svg" alt="" width="26" height="26" />
      <span>{t("product")}</span>
    </Link>
  );
}

const places = [
  { to: "/", text: "board", for: ["operator", "admin", "customer"] },
  { to: "/triage", text: "triage", for: ["operator", "admin"] },
  { to: "/customers", text: "customers", for: ["operator", "admin"] },
  { to: "/audit", text: "audit", for: ["operator", "admin"] },
] as const satisfies readonly { to: string; text: string; for: readonly Me["role"][] }[];

function Navigation() {
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

const secondFactorPage = "/second-factor";

/** Shown on every page until it is done; it blocks nothing. */
function SecondFactorWarning() {
  const { t } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  const { pathname, href } = useLocation();
  const due = me?.secondFactorDue ?? null;
  if (due === null || due.isRequired || pathname === secondFactorPage) return null;
  return (
    <aside className={css.warning} aria-label={t("secondFactor.label")}>
      <span>{due.step === "set-up" ? t("secondFactor.missing") : t("secondFactor.unknown")}</span>
      <Link to={secondFactorPage} search={{ next: href }} className={css.way}>
        {due.step === "set-up" ? t("secondFactor.setUp") : t("secondFactor.more")}
      </Link>
    </aside>
  );
}
