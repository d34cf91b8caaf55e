import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { Section } from "../../../components/Section.tsx";
import { toast } from "../../../components/Toast.tsx";
import css from "../Account.module.css";
import { BackupCodes } from "./BackupCodes.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { SetUp } from "./SetUp.tsx";

interface Props {
  isOn: boolean;
  isChangeable: boolean;
}

export function SecondFactor({ isOn, isChangeable }: Props) {
  const { t } = useTranslation("account");
  const [open, setOpen] = useState<"set-up" | "turn-off" | "new-codes" | null>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={t("secondFactor.title")}
      note={
        <span className={css.state} data-on={isOn || undefined}>
          {isOn ? t("secondFactor.on") : t("secondFactor.off")}
        </span>
      }
    >
      <div className={css.body}>
        <p className={css.hint}>{isOn ? t("secondFactor.onHint") : t("secondFactor.offHint")}</p>
        <div className={css.buttons}>
          {!isOn && (
            <Button kind="primary" isDisabled={!isChangeable} onPress={() => setOpen("set-up")}>
              {t("secondFactor.enable")}
            </Button>
          )}
          {isOn && (
            <>
              <Button isDisabled={!isChangeable} onPress={() => setOpen("new-codes")}>
                {t("secondFactor.newCodes")}
              </Button>
              <Button kind="danger" isDisabled={!isChangeable} onPress={() => setOpen("turn-off")}>
                {t("secondFactor.disable")}
              </Button>
            </>
          )}
        </div>
      </div>
      <Dialog title={t("secondFactor.title")} isOpen={open === "set-up"} onClose={close}>
        <SetUp onClose={close} />
      </Dialog>
      <Dialog title={t("secondFactor.newCodes")} isOpen={open === "new-codes"} onClose={close}>
        <NewBackupCodes onClose={close} />
      </Dialog>
      <Dialog title={t("secondFactor.disable")} isOpen={open === "turn-off"} onClose={close}>
        <TurnOff onClose={close} />
      </Dialog>
    </Section>
  );
}

function NewBackupCodes({ onClose }: { onClose: () => void }) {
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

function TurnOff({ onClose }: { onClose: () => void }) {
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
