import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const sourceFolders = ["web", "domain"];
const otherSources = ["package-lock.json", "tsconfig.json"];
const isSource = (name: string): boolean => !/^web\/(dist|tests)\/|\.test\.tsx?$/.test(name);

/** A stamp that is the same for the same sources, whenever and wherever they were written. */
export function sourcesStamp(root: string): string {
  const hash = createHash("sha256");
  const names = sourceFolders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")),
  );
  for (const name of [...names.filter(isSource), ...otherSources].toSorted())
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update("\0");
  return hash.digest("hex");
}
