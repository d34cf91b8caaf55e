import { useId } from "react";
import { Button } from "../../../components/Button.tsx";
import { Kbd } from "../../../components/Kbd.tsx";
import css from "./ActionList.module.css";

interface Props {
  label: string;
  /** What it does, or why it cannot be done now. */
  words: string;
  allowed: boolean;
  kind?: "primary" | "plain" | "danger";
  shortcut?: string | undefined;
  isPending?: boolean;
  onPress: () => void;
}

/** One action with what it will do beside it. */
export function ActionLine({
  label,
  words,
  allowed,
  kind = "plain",
  shortcut,
  isPending = false,
  onPress,
}: Props) {
  const id = useId();
  return (
    <li className={css.line}>
      <Button kind={kind} isDisabled={!allowed} isPending={isPending} onPress={onPress} aria-describedby={id}>
        {label}
        {shortcut !== undefined && (
          <span className={css.key} aria-hidden>
            <Kbd>{shortcut}</Kbd>
          </span>
        )}
      </Button>
      <p id={id} className={css.words} data-refused={!allowed || undefined}>
        {words}
      </p>
    </li>
  );
}
