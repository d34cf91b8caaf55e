import { useTranslation } from "react-i18next";
import { toast } from "../../../components/Toast.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

export function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("account");
  return (
    <PasswordForm
      path="/api/auth/two-factor/disable"
      hint={t("secondFactor.disableHint")}
      button={t("secondFactor.disable")}
      kind="danger"
      changes={[["me"]]}
      onDone={() => {
        toast({ tone: "good", title: t("secondFactor.disabled") });
        onClose();
      }}
    />
  );
}
