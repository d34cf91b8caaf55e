import { useTranslation } from "react-i18next";
import type { OwnTokenList } from "../../../api/types.ts";
import { formatTime } from "../../../clock/formats.ts";
import css from "../Account.module.css";

/** One that an administrator revoked: its owner reads why a script has stopped. */
export function TakenLine({ token }: { token: OwnTokenList["taken"][number] }) {
  const { t, i18n } = useTranslation("account");
  const time = formatTime(new Date(token.revokedAt), "day", i18n.language);
  return (
    <li className={css.line}>
      <div>
        <div className={css.name}>
          {token.name ?? t("tokens.unnamed")}
          <span className={css.state} data-bad>
            {t("tokens.taken")}
          </span>
        </div>
        <div className={css.about}>{t("tokens.takenBy", { name: token.revokedBy, time })}</div>
      </div>
    </li>
  );
}
