import type { ReactNode } from "react";
import { Checkbox, CheckboxGroup, FieldError, Label } from "react-aria-components";
import css from "./CheckList.module.css";
import fieldCss from "./Field.module.css";

export interface CheckChoice {
  id: string;
  name: string;
  detail?: ReactNode;
}

interface Props {
  label: string;
  choices: readonly CheckChoice[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
  problem?: string | undefined;
}

/** Some of a few. */
export function CheckList({ label, choices, value, onChange, problem }: Props) {
  return (
    <CheckboxGroup
      className={fieldCss.field ?? ""}
      value={[...value]}
      onChange={onChange}
      isInvalid={problem !== undefined}
    >
      <Label className={fieldCss.label}>{label}</Label>
      <div className={css.list}>
        {choices.map(({ id, name, detail }) => (
          <Checkbox key={id} value={id} className={css.choice ?? ""}>
            <span className={css.box} aria-hidden />
            <span className={css.name}>{name}</span>
            {detail !== undefined && <span className={css.detail}>{detail}</span>}
          </Checkbox>
        ))}
      </div>
      <FieldError className={fieldCss.problem ?? ""}>{problem}</FieldError>
    </CheckboxGroup>
  );
}
