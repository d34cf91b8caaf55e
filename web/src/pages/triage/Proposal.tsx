import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { toast } from "../../components/Toast.tsx";
import css from "./AssignForm.module.css";

/** The rule that would have matched, as the customer's file writes it: ready to be copied into the file. */
export function Proposal({ yaml }: { yaml: string }) {
  const { t } = useTranslation(["triage", "common"]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(yaml);
    toast({ tone: "plain", title: t("common:copied") });
  };
  return (
    <div className={css.proposal}>
      <div className={css.proposalHead}>
        <p className={css.proposalTitle}>{t("proposal")}</p>
        {/* A page without https has no clipboard: the text is selected by hand there. */}
        {window.isSecureContext && (
          <Button kind="quiet" small onPress={() => void copy()}>
            {t("common:copy")}
          </Button>
        )}
      </div>
      <pre>{yaml}</pre>
      <p className={css.hint}>{t("proposalHint")}</p>
    </div>
  );
}
