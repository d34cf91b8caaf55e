import { useTranslation } from "react-i18next";
import type { Contact } from "../../../api/types.ts";
import { ComboBox } from "../../../components/ComboBox.tsx";
import { phoneWords } from "../../../words/phoneWords.ts";
import css from "./CallPanel.module.css";

interface Props {
  contacts: readonly Contact[];
  value: string | null;
  onChoose: (contact: string) => void;
}

/** If no list is open, any of the customer's contacts with a telephone may be called. */
export function AnyContact({ contacts, value, onChoose }: Props) {
  const { t } = useTranslation("calls");
  const withPhone = contacts.flatMap(({ id, name, reading, company, phone }) =>
    phone === null
      ? []
      : [
          {
            id,
            name,
            detail: phoneWords(phone),
            alsoFoundBy: [reading, company].filter(Boolean).join(" "),
          },
        ],
  );
  if (withPhone.length === 0) return <p className={css.quiet}>{t("noContacts")}</p>;
  return (
    <div>
      <ComboBox
        label={t("anybody")}
        placeholder={t("anybodyPlaceholder")}
        choices={withPhone}
        value={value}
        onChange={(id) => id !== null && onChoose(id)}
      />
    </div>
  );
}
