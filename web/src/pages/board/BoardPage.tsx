import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries.ts";
import type { BoardRow } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { KeyHelp } from "../../components/KeyHelp.tsx";
import { EmptyState, LoadingState } from "../../components/States.tsx";
import { boardQuery } from "../../live/boardData.ts";
import { useLiveState } from "../../live/liveState.ts";
import type { board } from "../../texts/ja/board.ts";
import css from "./BoardPage.module.css";
import { BoardTable } from "./BoardTable.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { Filters } from "./Filters.tsx";
import { isFiltered } from "./filter.ts";
import { Toolbar } from "./Toolbar.tsx";
import { useBoardActions } from "./useBoardActions.ts";
import { useBoardControl } from "./useBoardControl.ts";
import { useShownRows } from "./useShownRows.ts";

const noRows: ReadonlyMap<number, BoardRow> = new Map();

/** What needs a person, in what order and until when. */
export function BoardPage() {
  const { t } = useTranslation("board");
  const search = useSearch({ from: "/inside/" });
  const navigate = useNavigate({ from: "/" });
  const { data: me } = useQuery(meQuery);
  const { data } = useQuery(boardQuery);
  const stale = useLiveState((state) => state.stale);
  const all = data?.rows ?? noRows;
  const { act, acting } = useBoardActions(me);
  const canAct = me !== undefined && me.role !== "customer";
  const control = useBoardControl({ act, canAct });
  const { rows, waiting, sort } = useShownRows(all, search, me?.name, control.held);
  control.setRows(rows);

  useEffect(() => {
    const open = [...all.values()].filter(({ state }) => state === "open" || state === "triage").length;
    document.title = `${open > 0 ? `(${open}) ` : ""}${t("title")} | 当番`;
  }, [all, t]);

  return (
    <div className={css.board} data-stale={stale || undefined}>
      <h1 className={css.title}>{t("title")}</h1>
      <Toolbar rows={data?.rows} />
      <Filters
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true })}
        rows={all}
        searchField={control.searchField}
        canAct={canAct}
        onKeys={() => control.setHelp(true)}
      />
      <div className={css.scroller} ref={control.scroller} onPointerMove={control.touchIfHeld}>
        {waiting > 0 && (
          <div className={css.waiting}>
            <Button small kind="primary" onPress={sort} aria-description={t("resortHint")}>
              {t("resort", { count: waiting })}
            </Button>
          </div>
        )}
        {data === undefined ? (
          <LoadingState />
        ) : rows.length === 0 ? (
          <EmptyState title={isFiltered(search) ? t("noMatch") : t("empty")}>
            {isFiltered(search) ? (
              <Button onPress={() => void navigate({ search: {} })}>{t("clearFilters")}</Button>
            ) : (
              <p>{t("emptyHint")}</p>
            )}
          </EmptyState>
        ) : (
          <BoardTable
            rows={rows}
            person={me?.name}
            active={control.active}
            selected={control.selected}
            acting={acting}
            canAct={canAct}
            scroller={control.scroller}
            table={control.table}
            onActivate={control.activate}
            onSelect={control.select}
            onSelectAll={control.selectAll}
            onAct={act}
            onOpen={control.open}
            onMove={control.move}
          />
        )}
      </div>
      {canAct && control.selected.size > 0 && (
        <BulkBar numbers={[...control.selected]} onClear={control.clearSelection} />
      )}
      <KeyHelp
        isOpen={control.help}
        onClose={() => control.setHelp(false)}
        keys={boardKeys(canAct).map(({ keys, does }) => ({ keys, does: t(`keys.${does}`) }))}
      />
    </div>
  );
}

interface BoardKey {
  keys: readonly string[];
  does: keyof typeof board.keys;
}

const everybodysKeys: readonly BoardKey[] = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Enter"], does: "open" },
  { keys: ["/"], does: "search" },
  { keys: ["Esc"], does: "leave" },
  { keys: ["?"], does: "help" },
];

const operatorsKeys: readonly BoardKey[] = [
  { keys: ["a"], does: "acknowledge" },
  { keys: ["n"], does: "take" },
  { keys: ["c"], does: "call" },
  { keys: ["x"], does: "select" },
];

/** What the board's keys do for this person, as the help lists it. */
const boardKeys = (canAct: boolean): readonly BoardKey[] =>
  canAct ? [...operatorsKeys, ...everybodysKeys] : everybodysKeys;
