import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fetchRelease } from "./fetch.ts";
import { type Release, temporalCli, temporalTestServer } from "./releases.ts";

export interface SearchOptions {
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Called when something must be fetched, which takes a while. */
  say?: (text: string) => void;
}

/** The Temporal CLI: on the PATH in a fitting version, else a cached copy, else fetched. */
export async function findTemporalCli(options: SearchOptions = {}): Promise<string> {
  const onPath = findOnPath(temporalCli.program, options.env ?? process.env, isFittingCli);
  return onPath ?? findCachedOrFetch(temporalCli, options);
}

/**
 * The time-skipping test server for `@temporalio/testing` (`existing-path`). It cannot report its version.
 */
export function findTestServer(options: SearchOptions = {}): Promise<string> {
  return findCachedOrFetch(temporalTestServer, options);
}

async function findCachedOrFetch(release: Release, options: SearchOptions): Promise<string> {
  const candidates = cacheDirs(options.env ?? process.env).map((dir) =>
    path.join(dir, `${release.program}-${release.version}`, release.program),
  );
  return candidates.find(isExecutable) ?? fetchRelease(release, candidates, options);
}

/** The user's own cache serves every clone; a clone's own serves users without a home. */
export function cacheDirs(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME ?? os.homedir();
  const ofSystem = process.platform === "darwin" ? "Library/Caches" : ".cache";
  const ofUser = env.XDG_CACHE_HOME || path.join(home, ofSystem);
  return [path.join(ofUser, "toban"), fileURLToPath(new URL("../../.cache", import.meta.url))];
}

export function findOnPath(
  program: string,
  env: NodeJS.ProcessEnv,
  isFitting: (file: string) => boolean,
): string | null {
  const dirs = (env.PATH ?? "").split(path.delimiter).filter(path.isAbsolute);
  const files = dirs.map((dir) => path.join(dir, program)).filter(isExecutable);
  return files.find(isFitting) ?? null;
}

function isFittingCli(file: string): boolean {
  try {
    return isFittingVersion(
      execFileSync(file, ["--version"], { encoding: "utf8", timeout: 10_000, stdio: "pipe" }),
    );
  } catch {
    return false;
  }
}

/** 1.9 is the first whose server has all that the workflows use; 2 may change its flags. */
export function isFittingVersion(output: string): boolean {
  const [, major, minor] = /^temporal version (\d+)\.(\d+)\.\d+/.exec(output) ?? [];
  return Number(major) === 1 && Number(minor) >= 9;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
