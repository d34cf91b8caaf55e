import type { Argument } from "../../domain/runbook/argument.ts";
import type { Action, Effect, Probe } from "../../domain/runbook/probe.ts";

type Command = Extract<Action, { kind: "command" }>;

interface CommandOptions {
  /** By the target's `become`. */
  asRoot?: boolean;
}

/** A program and its arguments, each of which reaches it as it is: there is no shell's line. */
export const command = (argv: Argument[], { asRoot = false }: CommandOptions = {}): Command => ({
  kind: "command",
  argv,
  asRoot,
});

/** Yes where the command ends so; with `output`, where its output matches as well. */
export const answers = (
  of: Command,
  { exits = [0], output = null }: { exits?: number[]; output?: string | null } = {},
): Probe => ({ ...of, exits, output });

export const joined = (...parts: Extract<Argument, { join: unknown }>["join"]): Argument => ({ join: parts });

/** What the customer's file says of the target. */
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
  restore: { kind: "image", do: "restore" },
} as const;

/** The load balancer's target group in front of the target, by name or ARN. */
export const behind = (targetGroup: Argument) => ({
  takeOut: { kind: "balancer", targetGroup, do: "take-out" } as Action,
  putBack: { kind: "balancer", targetGroup, do: "put-back" } as Action,
  isHealthy: { kind: "balancer", targetGroup, is: "healthy" } as Probe,
  othersAreHealthy: { kind: "balancer", targetGroup, is: "others-healthy" } as Probe,
  isOut: { kind: "balancer", targetGroup, is: "out" } as Probe,
});

/** By what an act shows that it was done; a worker that takes over looks there before it does it again. */
export const doneWhen = {
  /** `again`: where nothing of it is seen after the worker died, it may be done once more. Never for a reboot. */
  changed: (of: Command, { again = false } = {}): Effect => ({
    changed: of,
    ...(again && { again: true as const }),
  }),
  holds: (probe: Probe): Effect => ({ holds: probe }),
};
/** Done twice is as good as once. */
export const repeatable: Effect = { repeatable: true };
/** Nothing can tell whether it was done, so it is never done twice. */
export const neverTwice: Effect = { once: true };
