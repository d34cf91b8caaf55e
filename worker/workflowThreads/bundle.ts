import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";

const root = fileURLToPath(new URL("../..", import.meta.url));
const workflowsPath = path.join(root, "workflows", "index.ts");
const keptIn = path.join(root, ".cache", "workflows");

/**
 * The workflows' code as the SDK runs it. Bundling takes some four seconds, so the bundle of these very sources is kept
 * for the next start; where it cannot be kept, it is made each time.
 */
export async function workflowBundle(): Promise<{ code: string }> {
  const sources = await readSources();
  const file = path.join(keptIn, `${stampOf(sources)}.js`);
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== null) return { code: kept };
  const preloadModules = rulesOf(sources);
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules,
    logger: new DefaultLogger("WARN"),
  });
  await keep(file, code).catch(() => undefined);
  return { code };
}

/**
 * Two processes may bundle at once, and the power may fail: the next start finds a whole file or none. Bundles of
 * earlier sources go.
 */
async function keep(file: string, code: string): Promise<void> {
  await mkdir(keptIn, { recursive: true });
  const own = `${file}.${process.pid}`;
  await writeFile(own, code, { flush: true });
  await rename(own, file);
  const others = (await readdir(keptIn)).filter(
    (name) => name.endsWith(".js") && name !== path.basename(file),
  );
  await Promise.all(others.map((name) => rm(path.join(keptIn, name), { force: true })));
}

interface Source {
  /** Absolute. */
  file: string;
  text: string;
}

async function readSources(): Promise<Source[]> {
  const folders = ["workflows", "domain"].map((name) => path.join(root, name));
  const entries = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  const files = entries
    .flat()
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const others = ["package-lock.json", path.relative(root, fileURLToPath(import.meta.url))];
  const all = [...files, ...others.map((name) => path.join(root, name))].toSorted();
  return await Promise.all(all.map(async (file) => ({ file, text: await readFile(file, "utf8") })));
}

function stampOf(sources: readonly Source[]): string {
  const hash = createHash("sha256");
  for (const { file, text } of sources) hash.update(`${path.relative(root, file)}\0${text}\0`);
  return hash.digest("hex").slice(0, 20);
}

/**
 * What workflows import of `domain/`. These modules hold no state, so they are evaluated once for all workflows
 * instead of anew for each.
 */
function rulesOf(sources: readonly Source[]): string[] {
  const imported = /^(?:import (?!type)|\} )[^;]*?from "([^"]+)";$/gm;
  const rules = sources
    .filter(({ file }) => file.startsWith(path.dirname(workflowsPath) + path.sep))
    .flatMap(({ file, text }) =>
      [...text.matchAll(imported)].map(([, name]) => path.resolve(path.dirname(file), name ?? "")),
    );
  return [...new Set(rules)]
    .filter((file) => file.startsWith(path.join(root, "domain") + path.sep))
    .toSorted();
}
