import { useTranslation } from "react-i18next";
import css from "./OperationTest.module.css";

/** Only on paper: who did it and who checked it, with the day. */
export function Signatures() {
  const { t } = useTranslation("operationTest");
  return (
    <div className={css.signatures}>
      {[t("signedBy"), t("checkedBy")].map((who) => (
        <div key={who} className={css.signature}>
          <span>{who}</span>
          <span className={css.date}>{t("date")}</span>
        </div>
      ))}
    </div>
  );
}
