import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "../../domain/errors.ts";
import { backoff } from "./backoff.ts";
import type { LogFile } from "./logFile.ts";
import { identify } from "./processIdentity.ts";
import type { Register } from "./register.ts";

export interface Launch {
  file: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Another user to run as: PostgreSQL refuses to run as root. */
  owner?: { uid: number; gid: number } | null;
  /** Descriptor 3 is then a pipe that closes when the supervisor ends. */
  hasLifeline?: boolean;
}

export interface PartPlan {
  name: string;
  launch: Launch;
  /** `log` holds only this process's output: another process may answer at the same address. */
  isReady(log: LogFile): Promise<boolean>;
  stopSignal: "SIGINT" | "SIGTERM";
  /** How long a stop may take before the process is killed. */
  stopSeconds: number;
}

export interface Part {
  name: string;
  /** Resolves at the first answer. Rejects if the part cannot be started. */
  ready: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

export interface Surroundings {
  register: Register;
  log: LogFile;
  say(text: string): void;
}

const readyWithinMilliseconds = 60_000;
const startsBeforeGivingUp = 3;
const lookEveryMilliseconds = 100;

/**
 * Starts a part, waits until it answers, and restarts it whenever it ends. If the first start fails, that is
 * an error with the part's last words.
 */
export function keepRunning(plan: PartPlan, around: Surroundings): Part {
  const delays = backoff();
  let child: ChildProcess | null = null;
  let ended: Promise<string> = Promise.resolve("");
  let stopping = false;
  let wasReady = false;
  let starts = 0;
  let endedAt = 0;

  const supervise = async () => {
    while (!stopping) {
      starts += 1;
      around.log.mark();
      const startedAt = Date.now();
      ({ child, ended } = launch(plan, around));
      if (wasReady) void sayWhenReady(plan, around, endedAt, () => stopping);
      const how = await ended;
      if (stopping) return;
      endedAt = Date.now();
      if (!wasReady && starts >= startsBeforeGivingUp) return;
      const delayMilliseconds = delays.nextDelayMilliseconds(endedAt - startedAt);
      around.say(
        `${plan.name} ${how}; starting it again ${delayMilliseconds === 0 ? "at once" : `in ${delayMilliseconds / 1000} s`}`,
      );
      await sleep(delayMilliseconds);
    }
  };
  const supervision = supervise();

  const stop = async () => {
    stopping = true;
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill(plan.stopSignal);
      const overdue = setTimeout(() => child?.kill("SIGKILL"), plan.stopSeconds * 1000);
      await ended;
      clearTimeout(overdue);
    }
    around.register.remove(plan.name);
  };

  const firstReady = async () => {
    const gaveUp = supervision.then(() => false);
    wasReady = await Promise.race([untilReady(plan, around.log, () => stopping), gaveUp]);
    if (wasReady || stopping) return;
    await stop();
    throw cannotStart(plan.name, around.log);
  };

  const kill = () => {
    stopping = true;
    child?.kill("SIGKILL");
  };
  return { name: plan.name, ready: firstReady(), stop, kill };
}

function launch(plan: PartPlan, around: Surroundings): { child: ChildProcess; ended: Promise<string> } {
  const { file, args, env, cwd, owner, hasLifeline } = plan.launch;
  const child = spawn(file, args, {
    env,
    cwd: cwd ?? "/",
    stdio: ["ignore", around.log.descriptor, around.log.descriptor, hasLifeline ? "pipe" : "ignore"],
    // A process group of its own, so that Ctrl-C reaches only the supervisor, which stops the parts in order.
    detached: true,
    ...(owner ?? {}),
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started (${error.message})`));
    child.once("exit", (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
  const identity = child.pid === undefined ? null : identify(child.pid);
  if (identity) around.register.add(plan.name, { ...identity, stopSignal: plan.stopSignal });
  return { child, ended };
}

async function untilReady(plan: PartPlan, log: LogFile, isOver: () => boolean): Promise<boolean> {
  const deadline = Date.now() + readyWithinMilliseconds;
  while (Date.now() < deadline && !isOver()) {
    if (await plan.isReady(log).catch(() => false)) return true;
    await sleep(lookEveryMilliseconds);
  }
  return false;
}

async function sayWhenReady(
  plan: PartPlan,
  around: Surroundings,
  sinceMilliseconds: number,
  isOver: () => boolean,
) {
  if (!(await untilReady(plan, around.log, isOver))) return;
  around.say(`${plan.name} is up again after ${((Date.now() - sinceMilliseconds) / 1000).toFixed(1)} s`);
}

function cannotStart(name: string, log: LogFile): DomainError {
  const words = log.lastLines(15).map((line) => `  ${line}`);
  return new DomainError(
    "part_did_not_start",
    `${name} did not come up; ${log.path} ends with\n${words.join("\n")}`,
  );
}
