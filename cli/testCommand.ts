import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { compiled } from "../dev/compiled.ts";
import { runToban } from "./program.ts";

const program = fileURLToPath(new URL("./toban.ts", import.meta.url));
const root = path.dirname(path.dirname(program));

type Environment = Record<string, string | undefined>;
interface Options {
  env?: Environment;
  input?: string;
}

const given = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));

/** The commands with this environment and no other, without a process for each. */
export const commandWith =
  (environment: Environment) =>
  async (args: string[], { env = {}, input = "" }: Options = {}) => {
    let stdout = "";
    let stderr = "";
    const code = await runToban(args, given({ ...environment, ...env }), {
      out: (said) => (stdout += said),
      err: (said) => (stderr += said),
      input: async () => Buffer.from(input),
      isTyped: false,
    });
    return { code, stdout, stderr };
  };

/** The commands as they are run, each in a process of its own: for what a process alone has. */
export const processWith =
  (environment: Environment) =>
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
