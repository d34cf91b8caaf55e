import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";

export function AccountPage() {
  const { t } = useTranslation("frame");
  return <Page title={t("account")}>{null}</Page>;
}
