import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries.ts";
import { Page } from "../../components/Page.tsx";
import css from "./Account.module.css";
import { Password } from "./Password.tsx";
import { Profile } from "./Profile.tsx";
import { Sessions } from "./Sessions.tsx";
import { Settings } from "./Settings.tsx";
import { SecondFactor } from "./secondFactor/SecondFactor.tsx";
import { Tokens } from "./tokens/Tokens.tsx";

export function AccountPage() {
  const { t } = useTranslation("account");
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return null;
  const inBrowser = me.via === "session";
  return (
    <Page title={t("title")}>
      {!inBrowser && <p className={css.remark}>{t("byToken")}</p>}
      <div className={css.columns}>
        <div className={css.column}>
          <Profile me={me} />
          <SecondFactor isOn={me.twoFactor} isChangeable={inBrowser} />
          <Password isChangeable={inBrowser} />
          <Settings />
        </div>
        <div className={css.column}>
          <Sessions />
          <Tokens isChangeable={inBrowser} hasPassword={me.hasPassword} />
        </div>
      </div>
    </Page>
  );
}
