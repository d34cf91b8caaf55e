import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import css from "./Button.module.css";

interface Props extends Omit<ButtonProps, "children" | "className"> {
  /** `primary` once per page, `danger` for what cannot be undone. */
  kind?: "primary" | "plain" | "quiet" | "danger";
  small?: boolean;
  children: ReactNode;
}

/** While the request is in flight (`isPending`), it cannot be pressed again and says so. */
export function Button({ kind = "plain", small = false, children, ...props }: Props) {
  return (
    <AriaButton {...props} className={css.button ?? ""} data-kind={kind} data-small={small || undefined}>
      {children}
    </AriaButton>
  );
}
