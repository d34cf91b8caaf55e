import { readFileSync } from "node:fs";

/** The text of a script beside a runbook: `scriptText("./scripts/block.sh", import.meta.url)`. */
export const scriptText = (file: string, from: string): string => readFileSync(new URL(file, from), "utf8");
