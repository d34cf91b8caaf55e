import { useState } from "react";
import { useTranslation } from "react-i18next";
import { levels } from "../../../../domain/alerts/level.ts";
import { askToNotify } from "../../alerts/notification.ts";
import { type AlertSettings, alertSettings, keepSettings } from "../../alerts/settings.ts";
import { allowSound, play } from "../../alerts/sound.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Level } from "../../components/Level.tsx";
import css from "./AlertSettingsDialog.module.css";

/** By level, and played at once: nobody should find out at 3 a.m. how loud it is. */
export function AlertSettingsDialog({ onClose, onSound }: { onClose: () => void; onSound: () => void }) {
  const { t } = useTranslation(["board", "common"]);
  const [settings, setSettings] = useState(alertSettings);
  const [denied, setDenied] = useState(false);
  const change = (changed: AlertSettings): void => {
    setSettings(changed);
    keepSettings(changed);
  };
  const test = async (level: (typeof levels)[number]): Promise<void> => {
    await allowSound();
    onSound();
    play(level);
  };
  const notifyFor = async (level: (typeof levels)[number], wanted: boolean): Promise<void> => {
    const allowed = !wanted || (await askToNotify());
    setDenied(!allowed);
    if (allowed) change({ ...settings, notification: { ...settings.notification, [level]: wanted } });
  };
  return (
    <Dialog
      title={t("settings.title")}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t("common:close")}</Button>}
    >
      <p className={css.where}>{t("settings.where")}</p>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("columns.level")}</th>
            <th scope="col">{t("settings.sound")}</th>
            <th scope="col">{t("settings.notification")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {levels.toReversed().map((level) => (
            <tr key={level}>
              <th scope="row">
                <Level level={level} />
              </th>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${t("settings.sound")} ${t(`common:level.${level}`)}`}
                  checked={settings.sound[level]}
                  onChange={({ target }) =>
                    change({ ...settings, sound: { ...settings.sound, [level]: target.checked } })
                  }
                />
              </td>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${t("settings.notification")} ${t(`common:level.${level}`)}`}
                  checked={settings.notification[level]}
                  onChange={({ target }) => void notifyFor(level, target.checked)}
                />
              </td>
              <td>
                <Button small onPress={() => void test(level)}>
                  {t("settings.test")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {denied && <p role="alert">{t("settings.denied")}</p>}
      {(["nearlyDue", "repeat"] as const).map((name) => (
        <label key={name} className={css.choice}>
          <input
            type="checkbox"
            checked={settings[name]}
            onChange={({ target }) => change({ ...settings, [name]: target.checked })}
          />
          {t(`settings.${name}`)}
        </label>
      ))}
    </Dialog>
  );
}
