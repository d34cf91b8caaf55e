import { useState } from "react";
import { useTranslation } from "react-i18next";
import { alertSettings, keepSettings } from "../../alerts/settings.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Kbd } from "../../components/Kbd.tsx";
import css from "./KeysDialog.module.css";

const everybodys = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["/"], "search"],
  [["Esc"], "leave"],
  [["?"], "help"],
] as const;
const operators = [
  [["a"], "acknowledge"],
  [["n"], "take"],
  [["c"], "call"],
  [["x"], "select"],
] as const;

export function KeysDialog(props: { isOpen: boolean; onClose: () => void; canAct: boolean }) {
  const { t } = useTranslation(["board", "common"]);
  const [enabled, setEnabled] = useState(() => alertSettings().shortcuts);
  const shown = props.canAct ? [...operators, ...everybodys] : everybodys;
  return (
    <Dialog
      title={t("keys.title")}
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={<Button onPress={props.onClose}>{t("common:close")}</Button>}
    >
      <dl className={css.keys}>
        {shown.map(([keys, what]) => (
          <div key={what} className={css.pair}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <label className={css.enabled}>
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => {
            setEnabled(event.target.checked);
            keepSettings({ ...alertSettings(), shortcuts: event.target.checked });
          }}
        />
        {t("keys.enabled")}
      </label>
    </Dialog>
  );
}
