import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { openStateDir } from "../stateDir.ts";

/**
 * A demo needs people who have not been called yet, since the skip interval would spare them. If the system
 * was used before, the demo starts an empty one beside it.
 */
export async function demoStateDir(
  home: string,
  clearUp: (stateDir: string) => Promise<void>,
  say: (text: string) => void,
): Promise<string> {
  if (!existsSync(path.join(home, "ports.json"))) return home;
  const stateDir = path.join(home, "demo");
  await clearUp(stateDir);
  rmSync(stateDir, { recursive: true, force: true });
  say(`${home} was used before: the demo runs on an empty system, in ${stateDir}`);
  return openStateDir(stateDir);
}
