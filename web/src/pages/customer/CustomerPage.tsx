import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";

export function CustomerPage() {
  const { t } = useTranslation("frame");
  return <Page title={t("customers")}>{null}</Page>;
}
