import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BackupCodes } from "./BackupCodes.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

export function NewBackupCodes({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("account");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <BackupCodes codes={codes} onClose={onClose} />;
  return (
    <PasswordForm
      path="/api/auth/two-factor/generate-backup-codes"
      hint={t("secondFactor.newCodesHint")}
      button={t("secondFactor.newCodes")}
      kind="primary"
      onDone={({ backupCodes = [] }) => setCodes(backupCodes)}
    />
  );
}
