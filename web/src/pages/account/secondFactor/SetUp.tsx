import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BackupCodes } from "./BackupCodes.tsx";
import { Confirm } from "./Confirm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

interface Begun {
  totpUri: string;
  backupCodes: readonly string[];
}

/** Password, then the app and its first code, then the backup codes. It takes effect with the first code. */
export function SetUp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("account");
  const [begun, setBegun] = useState<Begun | null>(null);
  const [isConfirmed, setIsConfirmed] = useState(false);
  if (begun === null)
    return (
      <PasswordForm
        path="/api/auth/two-factor/enable"
        hint={t("secondFactor.offHint")}
        button={t("secondFactor.next")}
        kind="primary"
        onDone={({ totpURI = "", backupCodes = [] }) => setBegun({ totpUri: totpURI, backupCodes })}
      />
    );
  if (!isConfirmed) return <Confirm totpUri={begun.totpUri} onDone={() => setIsConfirmed(true)} />;
  return <BackupCodes codes={begun.backupCodes} onClose={onClose} />;
}
