import { fileURLToPath } from "node:url";
import { compiled } from "../compiled.ts";
import type { PartPlan } from "../supervision/part.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface NodePartOptions {
  name: string;
  /** Relative to the project, as it appears on the command line: `api/server.ts`. */
  script: string;
  env: NodeJS.ProcessEnv;
  isReady: PartPlan["isReady"];
  stopSeconds: number;
}

/** One of our own processes, run by the project's own Node. */
export function nodePart({ script, env, ...plan }: NodePartOptions): PartPlan {
  return {
    ...plan,
    launch: {
      file: process.execPath,
      args: ["--import", "./dev/parts/lifeline.ts", script],
      env: { ...compiled, ...env, TZ: "UTC" },
      cwd: root,
      hasLifeline: true,
    },
    stopSignal: "SIGTERM",
  };
}

export async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
}
