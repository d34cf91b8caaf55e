import { useEffect, useState } from "react";
import { Field } from "../../components/Field.tsx";

interface Props {
  label: string;
  value: string;
  onChoose: (value: string) => void;
}

/** Applied on leaving the field or on Enter, but not on the Enter that ends an IME's composition. */
export function TypedFilter({ label, value, onChoose }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const choose = () => {
    const chosen = typed.normalize("NFKC").trim();
    if (chosen !== value) onChoose(chosen);
  };
  return (
    <Field
      label={label}
      value={typed}
      onChange={setTyped}
      onBlur={choose}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) choose();
        else event.continuePropagation();
      }}
    />
  );
}
