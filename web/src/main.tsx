import i18next from "i18next";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { boardQuery } from "./live/boardData.ts";
import { queryClient } from "./queryClient.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import { startTexts } from "./texts/i18n.ts";

await startTexts();
// The API's texts are read again in the chosen language; the board by its own live connection.
i18next.on("languageChanged", () => {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== boardQuery.queryKey[0] });
});
createRoot(document.getElementById("console")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
