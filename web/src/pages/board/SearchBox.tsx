import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./SearchBox.module.css";

interface Props {
  text: string;
  onText: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** Searches all rows, also those the browser's own search cannot see. Waits until an IME has finished. */
export function SearchBox({ text, onText, field }: Props) {
  const { t } = useTranslation(["board", "common"]);
  const [typed, setTyped] = useState(text);
  const composing = useRef(false);
  useEffect(() => setTyped(text), [text]);
  return (
    <input
      ref={field}
      type="search"
      className={css.search}
      value={typed}
      aria-label={t("common:search")}
      aria-keyshortcuts="/"
      placeholder={t("searchPlaceholder")}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        onText(event.currentTarget.value);
      }}
      onChange={(event) => {
        setTyped(event.target.value);
        if (!composing.current) onText(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        // The browser would empty the field, but people leave it to work with what was found.
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
