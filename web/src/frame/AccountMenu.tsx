import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Language } from "../../../domain/words/language.ts";
import { meQuery } from "../api/queries.ts";
import { chooseLanguage } from "../texts/i18n.ts";
import css from "./AccountMenu.module.css";
import { signOut } from "./signOut.ts";
import { chooseTheme, chosenTheme, type Theme } from "./theme.ts";

export function AccountMenu() {
  const { t, i18n } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  const navigate = useNavigate();
  const act = (key: unknown) => {
    if (key === "account") void navigate({ to: "/account" });
    if (key === "people") void navigate({ to: "/people" });
    if (key === "sign-out") void signOut();
  };
  return (
    <MenuTrigger>
      <Button className={css.trigger ?? ""}>
        <span className={css.name}>{me?.name ?? "…"}</span>
        <span className={css.role}>{me === undefined ? "" : t(`role.${me.role}`)}</span>
      </Button>
      <Popover className={css.popover ?? ""} placement="bottom end">
        <Menu className={css.menu ?? ""} onAction={act}>
          <MenuItem id="account" className={css.item ?? ""}>
            {t("account")}
          </MenuItem>
          {me?.role === "admin" && (
            <MenuItem id="people" className={css.item ?? ""}>
              {t("people")}
            </MenuItem>
          )}
          <MenuSection
            className={css.section ?? ""}
            selectionMode="single"
            disallowEmptySelection
            defaultSelectedKeys={[chosenTheme()]}
            onSelectionChange={(keys) => chooseTheme([...keys][0] as Theme)}
          >
            <Header className={css.heading}>{t("theme")}</Header>
            <MenuItem id="system" className={css.item ?? ""}>
              {t("themeSystem")}
            </MenuItem>
            <MenuItem id="light" className={css.item ?? ""}>
              {t("themeLight")}
            </MenuItem>
            <MenuItem id="dark" className={css.item ?? ""}>
              {t("themeDark")}
            </MenuItem>
          </MenuSection>
          <MenuSection
            className={css.section ?? ""}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[i18n.language]}
            onSelectionChange={(keys) => chooseLanguage([...keys][0] as Language)}
          >
            <Header className={css.heading}>{t("language")}</Header>
            <MenuItem id="ja" className={css.item ?? ""}>
              {t("japanese")}
            </MenuItem>
            <MenuItem id="en" className={css.item ?? ""}>
              {t("english")}
            </MenuItem>
          </MenuSection>
          <MenuItem id="sign-out" className={css.item ?? ""}>
            {t("signOut")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
