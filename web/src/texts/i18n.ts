import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../../domain/words/language.ts";
import { isolated } from "../words/isolated.ts";
import * as en from "./en/index.ts";
import * as ja from "./ja/index.ts";

const remembered = "toban-language";

/** Keys are checked by the compiler: `t("board:title")` exists in both languages or does not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof ja;
  }
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: localStorage.getItem(remembered) === "en" ? "en" : "ja",
    fallbackLng: "ja",
    resources: { ja, en },
    ns: Object.keys(ja),
    defaultNS: "common",
    // React escapes text itself; a value put into a sentence must not change the sentence's direction.
    interpolation: { escape: isolated },
    initAsync: false,
  });
}

export const currentLanguage = (): Language => (i18next.language === "en" ? "en" : "ja");

export function chooseLanguage(language: Language): void {
  localStorage.setItem(remembered, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
