import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { BoardRow as Row } from "../../api/types.ts";
import { BoardRow, rowId } from "./BoardRow.tsx";
import css from "./BoardTable.module.css";
import type { RowAction } from "./useBoardActions.ts";

interface Props {
  rows: readonly Row[];
  person: string | undefined;
  active: number | null;
  selected: ReadonlySet<number>;
  acting: ReadonlySet<number>;
  canAct: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  table: RefObject<HTMLTableElement | null>;
  onActivate: (number: number) => void;
  onSelect: (number: number) => void;
  onSelectAll: () => void;
  onAct: (action: RowAction, number: number) => void;
  onOpen: () => void;
  onMove: (by: number) => void;
}

const columns = ["due", "level", "customer", "what", "phase", "who", "number"] as const;

/**
 * A native table with only the rows in sight; its roles are written out, since rows laid out as a grid lose them. The
 * table is the tab stop; `aria-activedescendant` names the active row, which is always rendered, so that scrolling does
 * not lose it.
 */
export function BoardTable(props: Props) {
  const { rows, active, selected, acting, scroller, table } = props;
  const { t } = useTranslation(["board", "common"]);
  const rowHeight = useRowHeight();
  const activeIndex = active === null ? -1 : rows.findIndex(({ number }) => number === active);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const seen = defaultRangeExtractor(range);
      return activeIndex < 0 || seen.includes(activeIndex)
        ? seen
        : [...seen, activeIndex].sort((one, other) => one - other);
    },
    [activeIndex],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]!.number,
    overscan: 10,
    rangeExtractor,
  });
  useEffect(() => {
    // As the row height changes with the window's width.
    virtual.measure();
  }, [virtual, rowHeight]);
  useEffect(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex, { align: "auto" });
  }, [active]);

  return (
    <table
      ref={table}
      role="grid"
      aria-label={t("title")}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      tabIndex={0}
      {...(activeIndex >= 0 && { "aria-activedescendant": rowId(active!) })}
      className={css.table}
      onFocus={(event) => event.target === event.currentTarget && active === null && props.onMove(1)}
      onKeyDown={(event) => onKey(event, props, rows.length)}
    >
      <thead role="rowgroup" className={css.head}>
        <tr role="row" aria-rowindex={1} className={css.headRow}>
          <th role="columnheader" className={css.selectAll}>
            {props.canAct && (
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={t("selectAll", { count: rows.length })}
                checked={rows.length > 0 && selected.size >= rows.length}
                onChange={props.onSelectAll}
              />
            )}
          </th>
          {columns.map((column) => (
            <th key={column} role="columnheader" data-column={column}>
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index]!;
          return (
            <BoardRow
              key={key}
              row={row}
              index={index}
              offset={start}
              person={props.person}
              isActive={row.number === active}
              isSelected={selected.has(row.number)}
              isActing={acting.has(row.number)}
              canAct={props.canAct}
              onActivate={props.onActivate}
              onSelect={props.onSelect}
              onAct={props.onAct}
            />
          );
        })}
      </tbody>
    </table>
  );
}

const narrow = window.matchMedia("(max-width: 48rem)");
const wideRowPx = 44;
/** On a phone a row has three lines and is large enough for a thumb. */
const narrowRowPx = 88;

const useRowHeight = (): number =>
  useSyncExternalStore(
    (onChange) => {
      narrow.addEventListener("change", onChange);
      return () => narrow.removeEventListener("change", onChange);
    },
    () => (narrow.matches ? narrowRowPx : wideRowPx),
  );

const pageRows = 12;

function onKey(event: React.KeyboardEvent, { onMove, onOpen }: Props, count: number): void {
  const moves: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -count,
    End: count,
  };
  const by = moves[event.key];
  if (by !== undefined) onMove(by);
  else if (event.key === "Enter" && event.target === event.currentTarget) onOpen();
  else return;
  event.preventDefault();
}
