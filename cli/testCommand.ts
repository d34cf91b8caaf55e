import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./toban.ts", import.meta.url));
const root = path.dirname(path.dirname(program));
const compiled = { NODE_COMPILE_CACHE: path.join(root, ".cache/node") };

interface Options {
  env?: Record<string, string | undefined>;
  input?: string;
}

/** Runs the real commands, each in its own process, with only this environment. */
export const commandWith =
  (environment: Record<string, string>) =>
  async (args: string[], { env = {}, input = "" }: Options = {}) => {
    const child = spawn(path.join(root, "node_modules/.bin/node"), [program, ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, ...compiled, ...environment, ...env },
    });
    child.stdin.end(input);
    const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await exit, stdout, stderr };
  };
