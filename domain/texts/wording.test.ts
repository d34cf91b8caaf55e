import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const comments = /\/\*.*?\*\/|^\s*\/\/.*$/gms;

/** What writes rows of incidents and operation tests or words reasons, also on paths that no scenario takes. */
const sources = [
  ...["activities/calling", "activities/operationTests", "activities/providers"],
  ...["activities/records", "activities/secondary", "activities/telling", "db/queries"],
  ...[
    "activities/remote/aws",
    "activities/remote/network",
    "activities/remote/ssh",
    "activities/remote/target",
  ],
].flatMap((folder) => readdirSync(root + folder).map((file) => `${folder}/${file}`));

it.each(sources.filter((file) => /(?<!\.test)\.ts$/.test(file)))(
  "%s words nothing by itself: what is kept comes from the catalogue",
  (file) => {
    expect(readFileSync(root + file, "utf8").replace(comments, "")).not.toMatch(japanese);
  },
);
