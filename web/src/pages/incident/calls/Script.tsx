import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Desk } from "../../../api/types.ts";
import css from "./CallPanel.module.css";

/** What to say, a sentence a line, names and hosts with their readings above them. */
export function Script({ sentences }: { sentences: Desk["script"][string] }) {
  const { t } = useTranslation("calls");
  return (
    <div className={css.script} lang="ja">
      <h3>{t("script")}</h3>
      {sentences.length === 0 && <p className={css.quiet}>{t("noScript")}</p>}
      {sentences.map((parts) => (
        <p key={parts.map((part) => part.text).join("")}>
          {parts.map(({ text, reading }, place) => (
            // The parts of a sentence never move.
            <Fragment key={place}>
              {reading === null ? (
                text
              ) : (
                <ruby>
                  {text}
                  <rp>（</rp>
                  <rt>{reading}</rt>
                  <rp>）</rp>
                </ruby>
              )}
            </Fragment>
          ))}
        </p>
      ))}
    </div>
  );
}
