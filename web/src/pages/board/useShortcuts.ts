import { useEffect, useRef } from "react";

export type Shortcuts = Readonly<Record<string, () => void>>;

const busyPlaces = "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/**
 * Single keys for the whole page. Not while somebody writes (an IME's `j` arrives as `j`, too), nor in a dialog, nor
 * together with a key that makes it the browser's.
 */
export function useShortcuts(shortcuts: Shortcuts, enabled: boolean): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (event.target instanceof Element && event.target.closest(busyPlaces) !== null) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      const act = current.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}
