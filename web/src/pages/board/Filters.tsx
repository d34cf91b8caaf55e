import { type RefObject, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { levels } from "../../../../domain/alerts/level.ts";
import type { BoardRow } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { ComboBox, type ComboChoice } from "../../components/ComboBox.tsx";
import { KeyHelpButton } from "../../components/KeyHelpButton.tsx";
import { Select } from "../../components/Select.tsx";
import css from "./Filters.module.css";
import { isFiltered } from "./filter.ts";
import { SearchBox } from "./SearchBox.tsx";
import { type BoardSearch, boardStates } from "./search.ts";

interface Props {
  search: BoardSearch;
  onSearch: (search: BoardSearch) => void;
  rows: ReadonlyMap<number, BoardRow>;
  searchField: RefObject<HTMLInputElement | null>;
  /** Operators may show only what they have taken. */
  canAct: boolean;
  onKeys: () => void;
}

const all = "*";

/** The address holds the filters: they can be sent to a colleague, and going back keeps them. */
export function Filters({ search, onSearch, rows, searchField, canAct, onKeys }: Props) {
  const { t } = useTranslation(["board", "common"]);
  const customers = useMemo(() => customerChoices(rows.values(), search.customer), [rows, search.customer]);
  const set = (name: keyof BoardSearch, value: string | true | undefined): void => {
    const { [name]: _replaced, ...others } = search;
    onSearch(value === undefined || value === all ? others : { ...others, [name]: value });
  };
  return (
    <search className={css.filters} aria-label={t("filters")}>
      <SearchBox
        text={search.text ?? ""}
        onText={(text) => set("text", text || undefined)}
        field={searchField}
      />
      {(customers.length > 1 || search.customer !== undefined) && (
        <ComboBox
          bare
          label={t("columns.customer")}
          placeholder={t("allCustomers")}
          choices={customers}
          value={search.customer ?? null}
          onChange={(id) => set("customer", id ?? undefined)}
        />
      )}
      <Select
        bare
        label={t("columns.level")}
        choices={[
          { id: all, name: t("allLevels") },
          ...levels.toReversed().map((id) => ({ id, name: t(`common:level.${id}`) })),
        ]}
        value={search.level ?? all}
        onChange={(id) => set("level", id)}
      />
      <Select
        bare
        label={t("columns.phase")}
        choices={[
          { id: all, name: t("allStates") },
          ...boardStates.map((id) => ({ id, name: t(`common:state.${id}`) })),
        ]}
        value={search.state ?? all}
        onChange={(id) => set("state", id)}
      />
      {canAct && (
        <label className={css.mine}>
          <input
            type="checkbox"
            checked={search.mine === true}
            onChange={(event) => set("mine", event.target.checked ? true : undefined)}
          />
          {t("mine")}
        </label>
      )}
      {isFiltered(search) && (
        <Button small kind="quiet" onPress={() => onSearch({})}>
          {t("clearFilters")}
        </Button>
      )}
      <div className={css.keys}>
        <KeyHelpButton onPress={onKeys} />
      </div>
    </search>
  );
}

/** The customers with something on the board, and always the chosen one. */
function customerChoices(rows: Iterable<BoardRow>, chosen: string | undefined): ComboChoice[] {
  const names = new Map<string, string>(chosen === undefined ? [] : [[chosen, chosen]]);
  for (const { customer, customerName } of rows)
    if (customer !== null) names.set(customer, customerName ?? customer);
  return [...names]
    .map(([id, name]) => ({ id, name, alsoFoundBy: id }))
    .sort((one, other) => one.name.localeCompare(other.name, "ja"));
}
