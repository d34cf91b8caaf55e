import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components";
import css from "./Check.module.css";

interface Props {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  /** For screen readers, where the words beside it do not say enough. */
  label?: string;
  children?: ReactNode;
}

export function Check({ isSelected, onChange, isDisabled = false, label, children }: Props) {
  return (
    <Checkbox
      className={css.check ?? ""}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(label !== undefined && { "aria-label": label })}
    >
      <span className={css.box} aria-hidden />
      {children}
    </Checkbox>
  );
}
