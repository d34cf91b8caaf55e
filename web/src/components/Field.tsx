import type { ReactNode, Ref } from "react";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import css from "./Field.module.css";

interface Props extends Omit<TextFieldProps, "children" | "className"> {
  label: string;
  description?: ReactNode;
  /** What is wrong, shown at the field; undefined if nothing is. */
  problem?: string | undefined;
  /** More than one: a text of several lines. */
  lines?: number;
  placeholder?: string;
  /** Only screen readers get the label. */
  bare?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

export function Field(props: Props) {
  const { label, description, problem, lines = 1, placeholder, bare = false, inputRef, ...rest } = props;
  return (
    <TextField
      {...rest}
      {...(bare && { "aria-label": label })}
      className={css.field ?? ""}
      isInvalid={problem !== undefined}
    >
      {!bare && <Label className={css.label}>{label}</Label>}
      {lines > 1 ? (
        <TextArea className={css.input ?? ""} rows={lines} placeholder={placeholder} />
      ) : (
        <Input className={css.input ?? ""} placeholder={placeholder} ref={inputRef} />
      )}
      {description !== undefined && (
        <Text slot="description" className={css.description}>
          {description}
        </Text>
      )}
      <FieldError className={css.problem ?? ""}>{problem}</FieldError>
    </TextField>
  );
}
