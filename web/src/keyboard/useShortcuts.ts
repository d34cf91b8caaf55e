import { useEffect, useRef } from "react";
import { areShortcutsOn } from "./shortcutSetting.ts";

/** By `KeyboardEvent.key`; whoever returns false leaves the key to the browser. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

/**
 * Single keys that act on the page. They keep out of the way where a key means something else: while an IME composes,
 * in fields, in dialogs and menus, with a modifier held, and while a key is held down.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      const shortcut = current.current[event.key];
      if (shortcut === undefined || meansSomethingElse(event)) return;
      event.preventDefault();
      shortcut();
    };
    window.addEventListener("keydown", act);
    return () => window.removeEventListener("keydown", act);
  }, []);
}

function meansSomethingElse(event: KeyboardEvent): boolean {
  if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (event.defaultPrevented || !areShortcutsOn()) return true;
  if (document.querySelector("[role=dialog], [role=menu], [role=listbox]") !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches("input:not([type=radio], [type=checkbox]), textarea, select, audio")
  );
}
