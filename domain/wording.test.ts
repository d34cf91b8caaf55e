import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const comments = /\/\*.*?\*\/|^\s*\/\/.*$/gms;

/** The sources that write rows or word reasons, including paths that no scenario takes. */
const sources = ["activities", "db"].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true }).map((file) => `${folder}/${file}`),
);

it.each(sources.filter((file) => /^(?!.*(\.test|\/test[A-Z]\w*)\.ts$).*\.ts$/.test(file)))(
  "%s words nothing by itself: what is kept comes from the domain",
  (file) => {
    expect(readFileSync(root + file, "utf8").replace(comments, "")).not.toMatch(japanese);
  },
);
