import { type ReactNode, useContext } from "react";
import { OverlayTriggerStateContext } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import css from "./Dialog.module.css";

/** The end of a form: in a dialog first the way out, then the button that acts. */
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
