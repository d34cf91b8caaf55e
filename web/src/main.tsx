import i18next from "i18next";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { queryClient } from "./queryClient.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import { startTexts } from "./texts/i18n.ts";

await startTexts();
// What the API has written is read anew in the language chosen.
i18next.on("languageChanged", () => void queryClient.invalidateQueries());
createRoot(document.getElementById("console")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
