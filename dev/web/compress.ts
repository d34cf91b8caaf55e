import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

/** Puts a compressed copy beside each script and style once, so that no server spends time on it. */
export function compressAssets(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css)$/.test(each)))
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(readFileSync(path.join(folder, name))));
}
