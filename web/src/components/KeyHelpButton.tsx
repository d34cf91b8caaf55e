import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Kbd } from "./Kbd.tsx";
import css from "./KeyHelpButton.module.css";

/** Says that a page has keys, to whoever would never press `?` by guess. */
export function KeyHelpButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button className={css.button ?? ""} onPress={onPress}>
      {t("keys.title")} <Kbd>?</Kbd>
    </Button>
  );
}
