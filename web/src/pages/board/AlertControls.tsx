import { useState } from "react";
import { useTranslation } from "react-i18next";
import { alertSettings } from "../../alerts/settings.ts";
import { allowSound, soundIsBlocked } from "../../alerts/sound.ts";
import { Button } from "../../components/Button.tsx";
import { AlertSettingsDialog } from "./AlertSettingsDialog.tsx";

/** Sound and notifications. Until the browser lets it sound, what stands first is the button that makes it so. */
export function AlertControls() {
  const { t } = useTranslation("board");
  const [blocked, setBlocked] = useState(soundIsBlocked);
  const [isOpen, setOpen] = useState(false);
  const wanted = Object.values(alertSettings().sound).some(Boolean);
  const allow = async (): Promise<void> => {
    await allowSound();
    setBlocked(soundIsBlocked());
  };
  return (
    <>
      {blocked && wanted && (
        <Button small onPress={allow} aria-description={t("settings.allowHint")}>
          {t("settings.allow")}
        </Button>
      )}
      <Button small kind="quiet" onPress={() => setOpen(true)}>
        {t("settings.open")}
      </Button>
      {isOpen && (
        <AlertSettingsDialog onClose={() => setOpen(false)} onSound={() => setBlocked(soundIsBlocked())} />
      )}
    </>
  );
}
