import { useEffect, useRef } from "react";
import { areShortcutsOn } from "./shortcutSetting.ts";

/** By `KeyboardEvent.key`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const busyPlaces =
  "input:not([type=radio], [type=checkbox]), textarea, select, audio, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/**
 * Single keys for the whole page, unless switched off. Not while the person is typing (an IME's `j` arrives as `j`,
 * too), nor in an open dialog or list, nor with a modifier that makes it the browser's.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (event.target instanceof Element && event.target.closest(busyPlaces) !== null) return;
      if (document.querySelector("[role=dialog], [role=listbox]") !== null) return;
      const act = current.current[event.key];
      if (act === undefined || !areShortcutsOn()) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
