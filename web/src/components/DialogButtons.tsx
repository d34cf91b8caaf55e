import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import css from "./Dialog.module.css";

/** At the end of a form in a dialog: the way out, then what acts. */
export function DialogButtons({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={css.actions}>
      <Button slot="close">{t("cancel")}</Button>
      {children}
    </div>
  );
}
