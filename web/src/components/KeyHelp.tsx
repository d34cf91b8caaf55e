import { useTranslation } from "react-i18next";
import { Dialog } from "./Dialog.tsx";
import { Kbd } from "./Kbd.tsx";
import css from "./KeyHelp.module.css";

interface Props {
  title: string;
  keys: readonly { keys: readonly string[]; does: string }[];
  onClose: () => void;
}

/** Which key does what on this page. */
export function KeyHelp({ title, keys, onClose }: Props) {
  const { t } = useTranslation("incident");
  return (
    <Dialog title={title} isOpen onClose={onClose}>
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
      <p className={css.hint}>{t("help.off")}</p>
    </Dialog>
  );
}
