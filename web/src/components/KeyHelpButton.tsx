import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Kbd } from "./Kbd.tsx";
import css from "./KeyHelpButton.module.css";

/** Shows that a page has keys, since few people would try `?`. */
export function KeyHelpButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button className={css.button ?? ""} onPress={onPress}>
      {t("keys.title")} <Kbd>?</Kbd>
    </Button>
  );
}
