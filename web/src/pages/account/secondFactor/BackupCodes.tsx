import { useTranslation } from "react-i18next";
import { Button } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import accountCss from "../Account.module.css";
import css from "./BackupCodes.module.css";

interface Props {
  codes: readonly string[];
  onClose: () => void;
}

/** Shown once. */
export function BackupCodes({ codes, onClose }: Props) {
  const { t } = useTranslation("account");
  return (
    <div className={accountCss.form}>
      <h3>{t("secondFactor.codes")}</h3>
      <p>{t("secondFactor.codesHint")}</p>
      <ul className={css.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={accountCss.buttons}>
        <CopyButton text={codes.join("\n")} />
        <Button small kind="primary" onPress={onClose}>
          {t("secondFactor.kept")}
        </Button>
      </div>
    </div>
  );
}
