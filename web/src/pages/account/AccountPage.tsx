import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries.ts";
import type { Me } from "../../api/types.ts";
import { Facts } from "../../components/Facts.tsx";
import { Page } from "../../components/Page.tsx";
import { Section } from "../../components/Section.tsx";
import { phoneWords } from "../../words/phoneWords.ts";
import css from "./Account.module.css";
import { Password } from "./Password.tsx";
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

function Profile({ me }: { me: Me }) {
  const { t } = useTranslation(["account", "frame"]);
  const { name, role, customers, phone } = me;
  return (
    <Section
      title={t("you")}
      actions={role === "admin" ? <Link to="/people">{t("people")}</Link> : undefined}
    >
      <Facts
        facts={[
          [t("name"), name],
          [t("role"), t(`frame:role.${role}`)],
          ...(customers.length === 0 ? [] : [[t("customers"), customers.join(", ")] as const]),
          [t("phone"), phone === null ? t("noPhone") : phoneWords(phone)],
        ]}
      />
    </Section>
  );
}
