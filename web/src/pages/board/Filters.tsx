import { type RefObject, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { levels } from "../../../../domain/alerts/level.ts";
import type { BoardRow } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { ComboBox } from "../../components/ComboBox.tsx";
import { KeyHelpButton } from "../../components/KeyHelpButton.tsx";
import { Select } from "../../components/Select.tsx";
import { customerChoices } from "./customerChoices.ts";
import css from "./Filters.module.css";
import { isFiltered } from "./filter.ts";
import { SearchBox } from "./SearchBox.tsx";
import { type BoardSearch, boardStates } from "./search.ts";

interface Props {
  search: BoardSearch;
  onSearch: (search: BoardSearch) => void;
  rows: ReadonlyMap<number, BoardRow>;
  searchField: RefObject<HTMLInputElement | null>;
  /** Operators: what they have in hand can be shown alone. */
  canAct: boolean;
  onKeys: () => void;
}

const all = "*";

/** The filters stand in the address: they can be sent to a colleague, and the way back keeps them. */
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
