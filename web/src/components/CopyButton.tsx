import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";

/** Confirms the copy. Browsers allow copying only on https and localhost. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  if (navigator.clipboard === undefined) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  return (
    <Button small onPress={() => void copy()}>
      <span aria-live="polite">{isCopied ? t("copied") : t("copy")}</span>
    </Button>
  );
}
