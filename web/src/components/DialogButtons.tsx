import { type ReactNode, useContext } from "react";
import { OverlayTriggerStateContext } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import css from "./Dialog.module.css";

/** At the end of a form: the way out, where it stands in a dialog, then what acts. */
export function DialogButtons({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const isInDialog = useContext(OverlayTriggerStateContext) !== null;
  return (
    <div className={css.actions}>
      {isInDialog && <Button slot="close">{t("cancel")}</Button>}
      {children}
    </div>
  );
}
