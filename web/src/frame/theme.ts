export type Theme = "system" | "light" | "dark";

const remembered = "toban-theme";

export function chosenTheme(): Theme {
  const theme = localStorage.getItem(remembered);
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** `appearance.js` reads it again before the next first paint. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(remembered, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
