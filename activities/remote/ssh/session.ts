import { sshTexts as texts } from "../../../domain/runbooks/remoteTexts.ts";
import { type Command, type CommandResult, type LoggedIn, runCommand } from "./command.ts";
import { type ConnectOptions, connectTo, type Link } from "./connect.ts";
import { RemoteFault } from "./fault.ts";
import { type SshRoute, secretsOf } from "./hop.ts";
import { placeOf } from "./place.ts";

/** A login on a target, kept for all commands of one run. */
export interface SshSession {
  run(command: Command): Promise<CommandResult>;
  /** False once the connection is lost or closed, for example by a reboot. */
  isOpen(): boolean;
  /** Ends what still runs there, then the connection. */
  close(): Promise<void>;
}

export interface SessionOptions extends ConnectOptions {
  /** Added to the target's own time-outs, which kill one second after asking; default: 5. */
  marginSeconds?: number;
}

/**
 * Logs in on the target through its jump hosts. When `signal` aborts, everything still running on the target
 * is ended, then the connection. Throws a RemoteFault, or the signal's reason.
 */
export async function openSsh(route: SshRoute, options: SessionOptions): Promise<SshSession> {
  const links: Link[] = [];
  try {
    for (const hop of route.hops)
      links.push({ hop, client: await connectTo(hop, links.at(-1) ?? null, options) });
  } catch (error) {
    hangUp(links);
    throw error;
  }
  return sessionOver(links, route, options);
}

function sessionOver(
  links: readonly Link[],
  route: SshRoute,
  { signal, marginSeconds = 5 }: SessionOptions,
): SshSession {
  const { client, hop: target } = links.at(-1)!;
  const login: LoggedIn = { client, target, become: route.become, secrets: secretsOf(route), marginSeconds };
  const over = new AbortController();
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;
  let isLost = false;
  client.once("close", () => {
    isLost = true;
  });

  const close = (): Promise<void> => {
    closing ??= (async () => {
      signal.removeEventListener("abort", onAbort);
      over.abort();
      await Promise.allSettled(running);
      hangUp(links);
    })();
    return closing;
  };
  const onAbort = () => void close();
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();

  return {
    async run(command) {
      if (closing !== null || isLost)
        throw new RemoteFault("connection-lost", texts.connectionLost({ at: placeOf(target) }));
      const ended = AbortSignal.any([over.signal, command.signal]);
      const result = runCommand(login, { ...command, signal: ended });
      running.add(result);
      try {
        return await result;
      } finally {
        running.delete(result);
      }
    },
    isOpen: () => closing === null && !isLost,
    close,
  };
}

/** The farthest first, since it is reached through the others. */
function hangUp(links: readonly Link[]): void {
  for (const { client } of links.toReversed()) {
    client.end();
    // If the other side is gone, nothing answers the goodbye.
    const gone = setTimeout(() => client.destroy(), 1000);
    client.once("close", () => clearTimeout(gone));
  }
}
