import type { ReactNode } from "react";
import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import fieldCss from "./Field.module.css";
import css from "./Select.module.css";

export interface ComboChoice {
  id: string;
  name: string;
  /** What else it is found by: a reading, an id. */
  alsoFoundBy?: string;
  detail?: ReactNode;
  /** Shown, so that people need not look for it, but it cannot be chosen. */
  isDisabled?: boolean;
}

interface Props {
  label: string;
  choices: readonly ComboChoice[];
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
  bare?: boolean;
  problem?: string | undefined;
  autoFocus?: boolean;
}

/** One of many, found by typing; safe to use while an IME composes. */
export function ComboBox(props: Props) {
  const { label, choices, value, onChange, placeholder, bare = false, problem, autoFocus = false } = props;
  const { t } = useTranslation();
  return (
    <AriaComboBox
      className={fieldCss.field ?? ""}
      {...(bare && { "aria-label": label })}
      defaultItems={choices}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      allowsEmptyCollection
      isInvalid={problem !== undefined}
      menuTrigger="focus"
    >
      {!bare && <Label className={fieldCss.label}>{label}</Label>}
      <div className={css.combo}>
        <Input className={fieldCss.input ?? ""} placeholder={placeholder} autoFocus={autoFocus} />
        <Button className={css.open ?? ""}>
          <span className={css.arrow} aria-hidden />
        </Button>
      </div>
      <FieldError className={fieldCss.problem ?? ""}>{problem}</FieldError>
      <Popover className={css.popover ?? ""}>
        <ListBox
          className={css.list ?? ""}
          renderEmptyState={() => <div className={css.empty}>{t("noMatch")}</div>}
        >
          {(choice: ComboChoice) => (
            <ListBoxItem
              className={css.item ?? ""}
              id={choice.id}
              isDisabled={choice.isDisabled ?? false}
              textValue={[choice.name, choice.alsoFoundBy].filter(Boolean).join(" ")}
            >
              <span>{choice.name}</span>
              {choice.detail !== undefined && <span className={css.detail}>{choice.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
