import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../../../domain/words/language.ts";
import { Section } from "../../components/Section.tsx";
import { Select } from "../../components/Select.tsx";
import { chooseTheme, chosenTheme, type Theme } from "../../frame/theme.ts";
import { areShortcutsOn, chooseShortcuts } from "../../keyboard/shortcutSetting.ts";
import { chooseLanguage, currentLanguage } from "../../texts/i18n.ts";
import css from "./Account.module.css";

/** What this terminal remembers; none of it goes to the server. */
export function Settings() {
  const { t } = useTranslation(["account", "frame"]);
  const [theme, setTheme] = useState(chosenTheme);
  const [shortcuts, setShortcuts] = useState(areShortcutsOn);
  return (
    <Section title={t("settings.title")} note={t("settings.hint")}>
      <div className={css.body}>
        <div className={css.choices}>
          <Select<Language>
            label={t("settings.language")}
            choices={[
              { id: "ja", name: t("frame:japanese") },
              { id: "en", name: t("frame:english") },
            ]}
            value={currentLanguage()}
            onChange={chooseLanguage}
          />
          <Select<Theme>
            label={t("settings.theme")}
            choices={[
              { id: "system", name: t("frame:themeSystem") },
              { id: "light", name: t("frame:themeLight") },
              { id: "dark", name: t("frame:themeDark") },
            ]}
            value={theme}
            onChange={(chosen) => {
              chooseTheme(chosen);
              setTheme(chosen);
            }}
          />
          <Select<"on" | "off">
            label={t("settings.shortcuts")}
            choices={[
              { id: "on", name: t("settings.on") },
              { id: "off", name: t("settings.off") },
            ]}
            value={shortcuts ? "on" : "off"}
            onChange={(chosen) => {
              chooseShortcuts(chosen === "on");
              setShortcuts(chosen === "on");
            }}
          />
        </div>
        <p className={css.hint}>{t("settings.shortcutsHint")}</p>
      </div>
    </Section>
  );
}
