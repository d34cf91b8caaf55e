import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { openStateDir } from "../stateDir.ts";

/**
 * A demo begins with people whom nobody has called yet: within the skip interval they would be spared. On a
 * system that was used before it therefore runs beside it, on an empty one.
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
