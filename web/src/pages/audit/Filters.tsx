import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { customersQuery } from "../../api/customerQueries.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Select } from "../../components/Select.tsx";
import css from "./AuditPage.module.css";
import { actionNames } from "./actionWord.ts";
import type { AuditSearch } from "./search.ts";

const any = "";

/** Each filter stands in the address as soon as it is chosen; what is typed, once it is left or Enter is pressed. */
export function Filters({ search }: { search: AuditSearch }) {
  const { t } = useTranslation("audit");
  const navigate = useNavigate({ from: "/audit" });
  const { data } = useQuery(customersQuery);
  const choose = (changed: { [Key in keyof AuditSearch]: AuditSearch[Key] | undefined }) => {
    const next = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(next), replace: true });
  };
  const customers = (data?.customers ?? []).map(({ id, name }) => ({ id, name }));
  const actions = actionNames.map((id) => ({ id, name: t(`actions.${id}`) }));
  return (
    <search className={css.filters} aria-label={t("filters")}>
      <TypedFilter
        label={t("person")}
        value={search.person ?? ""}
        onChoose={(person) => choose({ person: person || undefined })}
      />
      <Select
        label={t("action")}
        choices={[{ id: any, name: t("anyAction") }, ...actions]}
        value={search.action ?? any}
        onChange={(action) => choose({ action: action || undefined })}
      />
      <Select
        label={t("customer")}
        choices={[{ id: any, name: t("anyCustomer") }, ...customers]}
        value={search.customer ?? any}
        onChange={(customer) => choose({ customer: customer || undefined })}
      />
      <TypedFilter
        label={t("incident")}
        value={search.incident?.toString() ?? ""}
        onChoose={(number) => choose({ incident: Number(number.replace("#", "")) || undefined })}
      />
      <Field
        label={t("from")}
        type="date"
        value={search.from ?? ""}
        onChange={(from) => choose({ from: from || undefined })}
      />
      <Field
        label={t("until")}
        type="date"
        value={search.until ?? ""}
        onChange={(until) => choose({ until: until || undefined })}
      />
      {Object.keys(search).length > 0 && (
        <Button kind="quiet" onPress={() => void navigate({ search: {}, replace: true })}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

interface TypedProps {
  label: string;
  value: string;
  onChoose: (value: string) => void;
}

/** Applied on leaving the field or on Enter, but not on the Enter that ends an IME's composition. */
function TypedFilter({ label, value, onChoose }: TypedProps) {
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
