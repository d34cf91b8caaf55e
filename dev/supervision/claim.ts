import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DomainError } from "../../domain/errors.ts";
import { identify, isStillRunning, type ProcessIdentity } from "./processIdentity.ts";

/** Makes this process the only supervisor of a state directory. The returned function gives it up. */
export function claimStateDir(stateDir: string): () => void {
  const file = path.join(stateDir, "supervisor.json");
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    // A link appears whole or not at all, so two starts at the same moment cannot both get it.
    while (!tryLink(mine, file)) {
      const holder = readHolder(file);
      if (holder !== null && isStillRunning(holder)) throw alreadyRunning(stateDir, holder.pid);
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(file, { force: true });
}

function alreadyRunning(stateDir: string, pid: number): DomainError {
  return new DomainError(
    "already_running",
    `A system is already running on ${stateDir} (process ${pid}). Stop it first, or set TOBAN_STATE_DIR, PORT and MAIL_INTAKE_PORT for a second one.`,
  );
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ProcessIdentity;
  } catch {
    return null;
  }
}
