import { useState } from "react";
import { useTranslation } from "react-i18next";
import { areShortcutsOn, chooseShortcuts } from "../keyboard/shortcutSetting.ts";
import { Button } from "./Button.tsx";
import { Check } from "./Check.tsx";
import { Dialog } from "./Dialog.tsx";
import { Kbd } from "./Kbd.tsx";
import css from "./KeyHelp.module.css";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  keys: readonly { keys: readonly string[]; does: string }[];
}

/** Which key does what on this page, and whether single keys are on for this terminal. */
export function KeyHelp({ isOpen, onClose, keys }: Props) {
  const { t } = useTranslation();
  const [enabled, setEnabled] = useState(areShortcutsOn);
  const enable = (on: boolean) => {
    setEnabled(on);
    chooseShortcuts(on);
  };
  return (
    <Dialog
      title={t("keys.title")}
      isOpen={isOpen}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t("close")}</Button>}
    >
      <dl className={css.list}>
        {keys.map(({ keys: pressed, does }) => (
          <div key={does} className={css.line}>
            <dt className={css.keys}>
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className={css.setting}>
        <Check isSelected={enabled} onChange={enable}>
          {t("keys.enabled")}
        </Check>
        <p className={css.hint}>{t("keys.off")}</p>
      </div>
    </Dialog>
  );
}
