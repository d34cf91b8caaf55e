import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";

export function AuditPage() {
  const { t } = useTranslation("frame");
  return <Page title={t("audit")}>{null}</Page>;
}
