import { readFileSync } from "node:fs";
import type { Argument, Word } from "../../domain/runbooks/argument.ts";
import type { Action, Effect, Probe } from "../../domain/runbooks/probe.ts";
import { unitStartProperties } from "../../domain/runbooks/unitStart.ts";

type Command = Extract<Action, { kind: "command" }>;

interface CommandOptions {
  /** By the target's `become`. */
  asRoot?: boolean;
}

/** A program and its arguments. Each argument reaches it unchanged, because there is no shell. */
export const command = (argv: Word[], { asRoot = false }: CommandOptions = {}): Command => ({
  kind: "command",
  argv,
  asRoot,
});

/**
 * A fixed script for /bin/sh, when one program is not enough. Given values are its arguments (`$1` and so on), never
 * part of its text. `does` tells the customer what it does; the text itself is at the end of the procedure.
 */
export const script = (
  { does, text, given = [] }: { does: string; text: string; given?: Word[] },
  options: CommandOptions = {},
): Command => ({
  ...command(["/bin/sh", "-eu", "-c", text, "toban", ...given], options),
  shown: does,
});

/** The text of a script beside a runbook: `scriptText("./scripts/block.sh", import.meta.url)`. */
export const scriptText = (file: string, from: string): string => readFileSync(new URL(file, from), "utf8");

/** All parts of a list parameter, each as a separate argument. */
export const each = (list: { param: string }): Word => ({ each: list.param });

/** Yes if our own login address is in none of these addresses and networks. */
export const wayInIsOutside = (addresses: Word[]): Probe => ({ kind: "way-in", outside: addresses });

/** Packs files and folders and fetches them, but only what was written after `since`. */
export const bundleOf = (paths: Word[], since: Argument): Action => ({ kind: "bundle", paths, since });

/** Yes if the command exits with one of `exits` and, with `output`, its output matches. */
export const answers = (
  of: Command,
  { exits = [0], output = null }: { exits?: number[]; output?: string | null } = {},
): Probe => ({ ...of, exits, output });

export const joined = (...parts: Extract<Argument, { join: unknown }>["join"]): Argument => ({ join: parts });

/** What the customer's file says about the target. */
export const target = {
  name: { target: "name" },
  host: { target: "host" },
  instance: { target: "instance" },
} as const satisfies Record<string, Argument>;

export const respondsAt = (
  url: Argument,
  { statuses = [200], contains = null }: { statuses?: number[]; contains?: string | null } = {},
): Probe => ({ kind: "http", url, statuses, contains });

export const isOpen = (port: number, host: Argument = target.host): Probe => ({ kind: "tcp", host, port });

export const certificateLasts = (daysLeft: number, port = 443, host: Argument = target.host): Probe => ({
  kind: "tls",
  host,
  port,
  daysLeft,
});

export const instance = {
  is: (is: Extract<Probe, { kind: "instance" }>["is"]): Probe => ({ kind: "instance", is }),
  reboot: { kind: "instance", do: "reboot" },
  stop: { kind: "instance", do: "stop" },
  start: { kind: "instance", do: "start" },
  snapshot: { kind: "image", do: "snapshot" },
} as const;

/** The youngest image of the target's instance, and the instance restored from it beside the old one. */
export const image = {
  isAvailable: { kind: "image", is: "available" },
  isRestored: { kind: "image", is: "restored" },
  restore: { kind: "image", do: "restore" },
  join: { kind: "image", do: "join" },
  leave: { kind: "image", do: "leave" },
} as const;

/** The load balancer's target group in front of the target, by name or ARN. */
export const behind = (targetGroup: Argument) => ({
  takeOut: { kind: "balancer", targetGroup, do: "take-out" } as Action,
  putBack: { kind: "balancer", targetGroup, do: "put-back" } as Action,
  isMember: { kind: "balancer", targetGroup, is: "member" } as Probe,
  isHealthy: { kind: "balancer", targetGroup, is: "healthy" } as Probe,
  othersAreHealthy: { kind: "balancer", targetGroup, is: "others-healthy" } as Probe,
  isOut: { kind: "balancer", targetGroup, is: "out" } as Probe,
});

/** How an act shows that it was done. A worker that takes over checks this before it repeats the act. */
export const doneWhen = {
  /** `again`: if nothing of it is seen after the worker died, it may be done once more. Never for a reboot. */
  changed: (of: Command, { again = false } = {}): Effect => ({
    changed: of,
    ...(again && { again: true as const }),
  }),
  holds: (probe: Probe): Effect => ({ holds: probe }),
  /** A systemd service or job was started once more. */
  unitStarted: (unit: Argument, { again = false } = {}): Effect => ({
    changed: unitShows(unit, ...unitStartProperties),
    reads: "unit-start",
    ...(again && { again: true as const }),
  }),
};

/** Prints `NAME=VALUE` for each property that the server's systemd knows; 219 has no `--value`. */
export const unitShows = (unit: Argument, ...properties: readonly string[]): Command =>
  command(["systemctl", "show", ...properties.map((name) => `--property=${name}`), unit]);
/** Doing it twice is as good as once. */
export const repeatable: Effect = { repeatable: true };
/** Nothing can tell whether it was done, so it is never done twice. */
export const neverTwice: Effect = { once: true };
