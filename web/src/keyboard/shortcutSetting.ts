const remembered = "toban-shortcuts";

/** A person may switch single keys off (WCAG 2.1.4). */
export const areShortcutsOn = (): boolean => localStorage.getItem(remembered) !== "off";

export const chooseShortcuts = (on: boolean): void => localStorage.setItem(remembered, on ? "on" : "off");
