import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { BoardRow } from "../../api/types.ts";
import { useShortcuts } from "../../keyboard/useShortcuts.ts";
import type { RowAction } from "./useBoardActions.ts";

interface Options {
  act: (action: RowAction, number: number) => void;
  canAct: boolean;
}

/** Which row is active and which are selected, by mouse and by key. Rows are known by incident, never by position. */
export function useBoardControl({ act, canAct }: Options) {
  const navigate = useNavigate();
  const table = useRef<HTMLTableElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const rows = useRef<readonly BoardRow[]>([]);
  const [active, setActive] = useState<number | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [help, setHelp] = useState(false);
  const { held, touch, release } = useHold();

  const activate = useCallback(
    (number: number) => {
      setActive(number);
      touch();
    },
    [touch],
  );
  const select = useCallback((number: number) => setSelected((before) => toggled(before, number)), []);
  const clearSelection = useCallback(() => setSelected(new Set()), []);

  function move(by: number): void {
    const shown = rows.current;
    const before = shown.findIndex(({ number }) => number === active);
    const after = before < 0 ? (by < 0 ? shown.length - 1 : 0) : before + by;
    const row = shown[Math.min(Math.max(after, 0), shown.length - 1)];
    if (row === undefined) return;
    activate(row.number);
    table.current?.focus({ preventScroll: true });
  }
  function open(panel?: "call"): void {
    if (active === null) return;
    void navigate({
      to: "/incidents/$number",
      params: { number: String(active) },
      search: panel === undefined ? {} : { panel },
    });
  }
  function actOnActive(action: RowAction): void {
    touch();
    if (active !== null) act(action, active);
  }

  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => open(),
    "/": () => searchField.current?.focus(),
    "?": () => setHelp(true),
    Escape: () => {
      clearSelection();
      setActive(null);
      release();
    },
    ...(canAct && {
      a: () => actOnActive("acknowledge"),
      n: () => actOnActive("take"),
      c: () => open("call"),
      x: () => active !== null && select(active),
    }),
  });

  return {
    table,
    scroller,
    searchField,
    active,
    selected,
    help,
    held,
    activate,
    select,
    clearSelection,
    move,
    setHelp,
    open: () => open(),
    selectAll: () =>
      setSelected((before) =>
        before.size >= rows.current.length ? new Set() : new Set(rows.current.map(({ number }) => number)),
      ),
    touchIfHeld: () => held && touch(),
    setRows: (shown: readonly BoardRow[]) => {
      rows.current = shown;
    },
  };
}

function toggled(before: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const after = new Set(before);
  if (!after.delete(number)) after.add(number);
  return after;
}

/** After this long without input, nobody is working in the table. */
const heldForMilliseconds = 20_000;

/** Whether somebody is working in the table: there was input in it just now. */
function useHold(): { held: boolean; touch: () => void; release: () => void } {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(false);
  }, []);
  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(release, heldForMilliseconds);
    setHeld(true);
  }, [release]);
  return { held, touch, release };
}
