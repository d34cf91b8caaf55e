import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readCustomerFile } from "../../../domain/customers/file.ts";
import { DomainError } from "../../../domain/errors.ts";
import { fillArgument } from "../../../domain/runbooks/argument.ts";
import { fillRunbook } from "../../../domain/runbooks/fill.ts";
import type { Action, Probe } from "../../../domain/runbooks/probe.ts";
import { type Ended, type RunResult, runTree, type StopReason } from "../../../domain/runbooks/runTree.ts";
import type { ActStep } from "../../../domain/runbooks/tree.ts";
import { say } from "../../../domain/say.ts";
import { findRunbook, loadCatalogue } from "../../../runbooks/catalogue.ts";
import { withOwnCredentials } from "../aws/testMoto.ts";
import { testPasswords } from "../ssh/testSshd.ts";
import { guardOfTests } from "../testGuard.ts";
import { askProbe } from "./askProbe.ts";
import { beforeAction, carryOut as carryOutOn } from "./carryOut.ts";
import { collectBundle } from "./collectBundle.ts";
import type { Done } from "./done.ts";
import { reasonOf } from "./faultWords.ts";
import { imageAction } from "./imageAction.ts";
import { type Reach, reach } from "./reach.ts";
import type { TestHost } from "./testHost.ts";

export interface TestRun extends RunResult {
  /** The result of each act and undo, by title, in order. */
  done: { title: string; seen: string }[];
  bundles: Buffer[];
}

interface Options {
  /** Does the manual steps; without it nobody does them. */
  byHand?: (instructions: string) => Promise<void>;
  /** Changes the target behind our back once an act has had its effect. */
  afterAct?: (title: string) => Promise<unknown>;
  /** An operator aborts the run once this act has had its effect. */
  abortAfter?: string;
  /** Whether the alert recovers when the run waits for it. */
  recovers?: boolean;
}

const catalogue = await loadCatalogue();

/** Runs one runbook of the catalogue over its real ways, without the engine. */
export async function runOn(
  ways: Reach,
  id: string,
  params: Record<string, string | number>,
  options: Options = {},
): Promise<TestRun> {
  const known = findRunbook(catalogue, id);
  const read = known.params.parse(params);
  const values = Object.fromEntries(Object.entries(read).map(([name, value]) => [name, String(value)]));
  const runbook = fillRunbook(known.tree, { params: values, target: { name: "web01", host: "127.0.0.1" } });
  const run: Pick<TestRun, "done" | "bundles"> = { done: [], bundles: [] };
  const signal = AbortSignal.timeout(120_000);
  const began = performance.now();
  const runId = randomUUID();
  const marks: string[] = [];
  let skippedSeconds = 0;
  let stopped: StopReason | null = null;

  const ask = async (probe: Probe, withinSeconds: number) => {
    try {
      return await askProbe(ways, probe, { timeoutSeconds: withinSeconds, signal });
    } catch (error) {
      return { holds: false, seen: reasonOf(error) };
    }
  };
  const carryOut = async (title: string, action: Action, withinSeconds: number, token: string) => {
    try {
      const { seen, bundle } = await perform(ways, action, {
        timeoutSeconds: withinSeconds,
        token,
        signal,
        marks,
      });
      run.done.push({ title, seen: say(seen) });
      if (bundle !== undefined) run.bundles.push(bundle);
      return { ok: true, seen } as const;
    } catch (error) {
      return { ok: false, why: reasonOf(error) } as const;
    }
  };
  const act = async (step: ActStep, path: string): Promise<Ended> => {
    const { effect, withinSeconds } = step;
    const before = "changed" in effect ? await shown(ways, effect.changed, signal) : null;
    const mark = await beforeAction(ways, step.action, { timeoutSeconds: withinSeconds, signal });
    if (mark !== null) marks.unshift(mark);
    const result = await carryOut(step.title, step.action, withinSeconds, `${runId} ${path}`);
    if (!result.ok) return result;
    for (
      const until = performance.now() + withinSeconds * 1000;
      performance.now() < until;
      await sleep(100)
    ) {
      if ("changed" in effect && (await shown(ways, effect.changed, signal)) === before) continue;
      if ("holds" in effect && !(await ask(effect.holds, 10)).holds) continue;
      await options.afterAct?.(step.title);
      if (options.abortAfter === step.title) stopped = "abort";
      return result;
    }
    return { ok: false, why: "no effect" };
  };

  const result = await runTree(runbook, {
    ask: ({ probe, withinSeconds }) => ask(probe, withinSeconds),
    act,
    undo: ({ title, action, withinSeconds }, path) =>
      carryOut(title, action, withinSeconds, `${runId} ${path} undo`),
    decide: async () => null,
    byHand: async ({ instructions }) => {
      if (options.byHand === undefined) return { ok: false, why: "nobody" };
      await options.byHand(instructions);
      return { ok: true, seen: "" };
    },
    // What is waited for comes at once or never; the time between two looks is skipped.
    pause: async (seconds) => {
      skippedSeconds += seconds;
      await sleep(100);
    },
    recovery: async () => options.recovers ?? true,
    seconds: () => (performance.now() - began) / 1000 + skippedSeconds,
    stopped: () => stopped,
  });
  return { ...result, ...run };
}

/** The ways to a test host, for a user who may do anything there. */
export function waysTo(host: TestHost): Reach {
  const connect = `{ port: ${host.port}, user: ops, password: "secret:ops", hostKey: "${host.hostKey}", become: sudo, becomePassword: "secret:ops" }`;
  return waysOf(`{ host: 127.0.0.1, connect: ${connect} }`, "null", undefined);
}

/** The ways to an instance at AWS; nobody can log in on it. */
export const waysAtAws = (instanceId: string, account: string, endpoint: string): Reach =>
  waysOf(
    `{ ec2: ${instanceId} }`,
    `{ provider: aws, region: ap-northeast-1, account: "${account}" }`,
    endpoint,
  );

function waysOf(target: string, cloud: string, awsEndpoint: string | undefined): Reach {
  const { configuration, faults } = readCustomerFile(
    `customer: acme\nname: A\nplan: professional\nrules: [{}]\nsystems:\n  shop:\n    cloud: ${cloud}\n    targets:\n      web01: ${target}\n`,
  );
  if (configuration === null) throw new Error(faults.map(({ message }) => message).join("\n"));
  return reach({
    guard: guardOfTests(),
    ...withOwnCredentials,
    configuration,
    system: "shop",
    target: "web01",
    hostKeys: new Map(),
    awsEndpoint,
    openSecret: async () => testPasswords.ops,
    signal: AbortSignal.timeout(300_000),
  });
}

async function perform(
  ways: Reach,
  action: Action,
  limits: { timeoutSeconds: number; token: string; signal: AbortSignal; marks: readonly string[] },
): Promise<Done> {
  switch (action.kind) {
    case "bundle":
      return collectBundle(ways, action, limits);
    case "image":
      return imageAction(ways, action, limits);
    case "command": {
      const { exitCode, stdout, stderr } = await runCommand(ways, action, limits);
      if (exitCode !== 0) throw new DomainError("command_failed", `${exitCode}: ${stderr}`);
      return { ok: true, seen: stdout };
    }
    default:
      return carryOutOn(ways, action, limits);
  }
}

type CommandAction = Extract<Action, { kind: "command" }>;

async function runCommand(
  ways: Reach,
  { argv, asRoot }: Pick<CommandAction, "argv" | "asRoot">,
  { timeoutSeconds, signal }: { timeoutSeconds: number; signal: AbortSignal },
) {
  const [program = "", ...args] = argv.map((one) => fillArgument(one, { params: {}, target: {} }));
  const session = await ways.ssh();
  return session.run({
    argv: [program, ...args],
    asRoot,
    timeoutSeconds,
    longestOutputBytes: 64 * 1024,
    signal,
  });
}

const shown = async (ways: Reach, command: CommandAction, signal: AbortSignal): Promise<string> =>
  (await runCommand(ways, command, { timeoutSeconds: 20, signal })).stdout;
