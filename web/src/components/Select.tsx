import {
  Select as AriaSelect,
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import fieldCss from "./Field.module.css";
import css from "./Select.module.css";

export interface Choice<Id extends string> {
  id: Id;
  name: string;
}

interface Props<Id extends string> {
  label: string;
  choices: readonly Choice<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  placeholder?: string;
  bare?: boolean;
  problem?: string | undefined;
  isDisabled?: boolean;
}

/** One of a few; `ComboBox` is for many. */
export function Select<Id extends string>(props: Props<Id>) {
  const { label, choices, value, onChange, placeholder, bare = false, problem, isDisabled = false } = props;
  return (
    <AriaSelect
      className={fieldCss.field ?? ""}
      {...(bare && { "aria-label": label })}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
      isDisabled={isDisabled}
      isInvalid={problem !== undefined}
      {...(placeholder !== undefined && { placeholder })}
    >
      {!bare && <Label className={fieldCss.label}>{label}</Label>}
      <Button className={css.button ?? ""}>
        <SelectValue className={css.value ?? ""} />
        <span className={css.arrow} aria-hidden />
      </Button>
      <FieldError className={fieldCss.problem ?? ""}>{problem}</FieldError>
      <Popover className={css.popover ?? ""}>
        <ListBox className={css.list ?? ""} items={choices}>
          {(choice) => <ListBoxItem className={css.item ?? ""}>{choice.name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
