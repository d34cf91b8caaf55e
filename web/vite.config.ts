import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react()],
  build: {
    target: "es2024",
    // Nothing inline and nothing by `data:`: the pages' policy allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
    emptyOutDir: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], minShareCount: 2 },
            // What pages that are loaded later share is one file: a page used to ask for some sixty.
            { name: "shared", minShareCount: 2 },
          ],
        },
      },
    },
  },
});
