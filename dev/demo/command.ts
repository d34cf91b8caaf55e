import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DomainError } from "../../domain/errors.ts";
import { compiled } from "../compiled.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs one of the project's own commands as a person would, and returns what it printed. */
export const toban = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> =>
  tobanTold(env, "", ...args);

/** The same with text on its standard input, the way secrets are passed. */
export async function tobanTold(env: NodeJS.ProcessEnv, input: string, ...args: string[]): Promise<string> {
  try {
    const running = promisify(execFile)(process.execPath, ["cli/toban.ts", ...args], {
      cwd: root,
      env: { ...compiled, ...env },
    });
    running.child.stdin?.end(input);
    const { stdout } = await running;
    return stdout.trim();
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new DomainError("command_failed", `toban ${args.join(" ")} failed:\n${said}`);
  }
}
