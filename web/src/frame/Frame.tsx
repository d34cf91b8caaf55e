import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { setLiveRegion } from "../alerts/say.ts";
import { useAlerts } from "../alerts/useAlerts.ts";
import { meQuery } from "../api/queries.ts";
import { useLive } from "../live/useLive.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { Brand } from "./Brand.tsx";
import css from "./Frame.module.css";
import { Navigation } from "./Navigation.tsx";
import { SecondFactorWarning } from "./SecondFactorWarning.tsx";

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
