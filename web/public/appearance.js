// Runs before the first paint, so that nobody who works in the dark is dazzled by a white page first.
{
  const theme = localStorage.getItem("toban-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  if (localStorage.getItem("toban-language") === "en") document.documentElement.lang = "en";
}
