import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import css from "./Brand.module.css";

export function Brand() {
  const { t } = useTranslation("frame");
  return (
    <Link to="/" className={css.brand}>
      <img src="/icon.svg" alt="" width="26" height="26" />
      <span>{t("product")}</span>
    </Link>
  );
}
