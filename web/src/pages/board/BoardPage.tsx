import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";

export function BoardPage() {
  const { t } = useTranslation("frame");
  return <Page title={t("board")}>{null}</Page>;
}
