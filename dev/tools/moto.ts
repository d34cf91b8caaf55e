import { execFile } from "node:child_process";
import { mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { DomainError } from "../../domain/errors.ts";
import { firstWritable, lastLine } from "./fetch.ts";
import { cacheDirs, type SearchOptions } from "./find.ts";

/** AWS on loopback (github.com/getmoto/moto). Of its `server` extra, only what EC2, ELB, IAM and STS need. */
const requirements = ["moto==5.2.1", "flask==3.1.3", "flask-cors==6.0.2"];

const folders = cacheDirs(process.env).map((dir) => path.join(dir, requirements[0]!.replace("==", "-")));
const program = (folder: string): string => path.join(folder, "bin", "moto_server");

/** Where it may be. It runs with the folder two levels up as `PYTHONPATH`. */
export const motoFiles = folders.map(program);

/** From PyPI, into its own folder, where nothing else on the machine sees it. */
export async function installMoto({ signal, say }: SearchOptions): Promise<void> {
  say?.(`Installing ${requirements.join(", ")} (once)…`);
  const target = await firstWritable(folders);
  const work = await mkdtemp(path.join(path.dirname(target), "moto-"));
  try {
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--only-binary=:all:",
      "--target",
      path.join(work, "lib"),
    ];
    await promisify(execFile)("python3", [...pip, ...requirements], { signal, maxBuffer: 50_000_000 });
    await rm(target, { recursive: true, force: true });
    await rename(path.join(work, "lib"), target);
  } catch (error) {
    throw new DomainError("counterparts", `moto could not be installed: ${lastLine(error)}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
