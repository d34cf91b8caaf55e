import path from "node:path";
import { DomainError } from "../domain/errors.ts";
import { openLogFile } from "./supervision/logFile.ts";
import { type LogStyle, notable, repeatFilter } from "./supervision/notable.ts";
import { keepRunning, type Part, type PartPlan } from "./supervision/part.ts";
import { openRegister } from "./supervision/register.ts";

/** Parts that take alerts in stop first; parts that others depend on stop last. */
export const stopOrder = ["api", "worker", "sandbox", "temporal", "postgres"];

const repeatAfterMilliseconds = 10_000;

export interface Crew {
  start(plan: PartPlan, style?: LogStyle): Promise<void>;
  /** One part alone; it may be started again. */
  stopPart(name: string): Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** All parts of one system, with their logs. */
export function gatherCrew(stateDir: string, say: (text: string) => void): Crew {
  const register = openRegister(stateDir);
  const parts = new Map<string, Part>();
  const closers: (() => void)[] = [];
  const isNew = repeatFilter(repeatAfterMilliseconds);
  let stopping = false;

  const stop = async () => {
    stopping = true;
    for (const name of stopOrder) await parts.get(name)?.stop();
    for (const close of closers) close();
  };

  return {
    async start(plan, style = "toban") {
      if (stopping) throw new DomainError("stopping", "the system is being stopped");
      const log = openLogFile(path.join(stateDir, "logs"), plan.name, (line) => {
        const text = stopping ? null : notable(line, style);
        if (text !== null && isNew(plan.name + text, Date.now())) say(`${plan.name} │ ${text}`);
      });
      closers.push(log.close);
      const part = keepRunning(plan, { register, log, say });
      parts.set(plan.name, part);
      await part.ready;
    },
    async stopPart(name) {
      await parts.get(name)?.stop();
    },
    stop,
    kill() {
      for (const part of parts.values()) part.kill();
    },
  };
}
