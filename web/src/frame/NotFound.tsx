import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../components/States.tsx";

export function NotFound() {
  const { t } = useTranslation("frame");
  return (
    <EmptyState title={t("notFound")}>
      <p>{t("notFoundHint")}</p>
      <Link to="/">{t("toBoard")}</Link>
    </EmptyState>
  );
}
