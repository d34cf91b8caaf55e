import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";

export function LoginPage() {
  const { t } = useTranslation("frame");
  return <Page title={t("product")}>{null}</Page>;
}
