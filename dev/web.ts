import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { sourcesStamp } from "./sourcesStamp.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * `npm run web`, also called before the system and the tests start: builds the console into `web/dist`, unless it
 * was already built from the same sources. The new build replaces the old one only when complete, so a page opened
 * meanwhile gets one or the other.
 */
export async function prepareConsole(say: (text: string) => void): Promise<void> {
  const built = path.join(root, "web", "dist");
  const stampFile = path.join(built, ".stamp");
  const stamp = sourcesStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say("Building the console…");
  const fresh = path.join(root, ".cache", `console-${process.pid}`);
  const old = `${fresh}-old`;
  // Imported only here: it costs half a second, which an up-to-date console saves.
  const { build } = await import("vite");
  const { NODE_ENV } = process.env;
  // Even in a test, so that what is tested is what is shipped.
  process.env.NODE_ENV = "production";
  try {
    await build({
      configFile: path.join(root, "web", "vite.config.ts"),
      logLevel: "error",
      build: { outDir: fresh },
    });
    compressAssets(path.join(fresh, "assets"));
    writeFileSync(path.join(fresh, ".stamp"), stamp);
    if (existsSync(built)) renameSync(built, old);
    renameSync(fresh, built);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts a compressed copy beside each script and style once, so that no server spends time on it. */
export function compressAssets(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css)$/.test(each)))
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(readFileSync(path.join(folder, name))));
}

if (import.meta.main) await prepareConsole((text) => process.stderr.write(`${text}\n`));
