import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";

export function TriagePage() {
  const { t } = useTranslation("frame");
  return <Page title={t("triage")}>{null}</Page>;
}
