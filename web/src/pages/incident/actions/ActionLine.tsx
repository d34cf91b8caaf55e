import { useId } from "react";
import { Button } from "../../../components/Button.tsx";
import css from "./ActionList.module.css";

interface Props {
  label: string;
  /** What it does, or why it cannot be done now. */
  words: string;
  allowed: boolean;
  kind?: "primary" | "plain" | "danger";
  onPress: () => void;
}

/** One action with what it will do beside it. */
export function ActionLine({ label, words, allowed, kind = "plain", onPress }: Props) {
  const id = useId();
  return (
    <li className={css.line}>
      <Button kind={kind} isDisabled={!allowed} onPress={onPress} aria-describedby={id}>
        {label}
      </Button>
      <p id={id} className={css.words} data-refused={!allowed || undefined}>
        {words}
      </p>
    </li>
  );
}
