import { createHash } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import ssh2, { type Client, type ClientErrorExtensions } from "ssh2";
import { sshTexts as texts } from "../../../domain/runbooks/remoteTexts.ts";
import { type AddressGuard, AddressRefused } from "../addressGuard.ts";
import { RemoteFault } from "./fault.ts";
import type { Hop } from "./hop.ts";
import { type Login, loginWith } from "./login.ts";
import { placeOf } from "./place.ts";
import { untilLetIn } from "./turnedAway.ts";

export interface ConnectOptions {
  signal: AbortSignal;
  /** For each hop, from the first packet to the login, including retries after it turns us away. */
  connectTimeoutSeconds: number;
  /** A silent connection is given up after about three of these; default: 5. */
  keepAliveSeconds?: number;
  guard: AddressGuard;
}

/** Logs in on a hop: through `through`, a connection to the hop before it, or directly. */
export async function connectTo(hop: Hop, through: Link | null, options: ConnectOptions): Promise<Client> {
  const patience = patienceOf(options);
  const over = AbortSignal.any([options.signal, patience]);
  try {
    return await untilLetIn(over, () => logIn(hop, through, options, patience));
  } catch (error) {
    options.signal.throwIfAborted();
    throw error;
  }
}

const patienceOf = ({ connectTimeoutSeconds }: ConnectOptions): AbortSignal =>
  AbortSignal.timeout(connectTimeoutSeconds * 1000);

async function logIn(
  hop: Hop,
  through: Link | null,
  options: ConnectOptions,
  patience: AbortSignal,
): Promise<Client> {
  const login = loginWith(hop);
  const at = placeOf(hop);
  let refused: RemoteFault | null = null;
  return await dial(hop, through, options, {
    patience,
    authHandler: login.handler,
    hostVerifier(key: Buffer) {
      const seen = fingerprintOf(key);
      if (hop.hostKey === null)
        refused = new RemoteFault("host-key-unknown", texts.hostKeyUnknown({ at, seen }), seen);
      else if (hop.hostKey !== seen) {
        const { hostKey: pinned } = hop;
        refused = new RemoteFault("host-key-changed", texts.hostKeyChanged({ at, pinned, seen }), seen);
      }
      return refused === null;
    },
    faultOf: (error) => refused ?? faultOf(error, hop, options, login),
  });
}

/** Reads the host key that a hop shows, without logging in or trusting it. */
export async function hostKeyOf(hop: Server, through: Link | null, options: ConnectOptions): Promise<string> {
  let seen: string | null = null;
  try {
    const client = await dial(hop, through, options, {
      patience: patienceOf(options),
      authHandler: (_left, _isPartial, next) => next(false as never),
      hostVerifier(key: Buffer) {
        seen = fingerprintOf(key);
        return false;
      },
      faultOf: (error) => faultOf(error, hop, options),
    });
    client.destroy();
  } catch (error) {
    if (seen === null) throw error;
  }
  return seen!;
}

type Server = Pick<Hop, "host" | "port" | "user">;

/** A connection that leads to further hops. */
export interface Link {
  hop: Hop;
  client: Client;
}

interface Manner {
  /** Aborts when the hop's time is over. */
  patience: AbortSignal;
  authHandler: NonNullable<Parameters<Client["connect"]>[0]["authHandler"]>;
  hostVerifier(key: Buffer): boolean;
  faultOf(error: unknown): RemoteFault;
}

async function dial(
  hop: Server,
  through: Link | null,
  options: ConnectOptions,
  { patience, faultOf: read, ...manner }: Manner,
): Promise<Client> {
  const { signal, connectTimeoutSeconds, keepAliveSeconds = 5 } = options;
  signal.throwIfAborted();
  const client = new ssh2.Client();
  // Errors after the connection was given up no longer matter.
  const silence = () => client.on("error", () => {});
  const ended = AbortSignal.any([signal, patience]);
  try {
    // Behind a jump host is its own network, for it to guard.
    const sock =
      through === null ? await connected(hop, options.guard, ended) : await forwarded(through, hop, ended);
    await new Promise<void>((resolve, reject) => {
      client
        .once("ready", resolve)
        .once("error", reject)
        .once("close", () => reject(new EndedByServer()));
      ended.addEventListener("abort", () => reject(ended.reason), { once: true });
      client.connect({
        host: hop.host,
        port: hop.port,
        username: hop.user,
        sock,
        ...manner,
        readyTimeout: 0,
        keepaliveInterval: keepAliveSeconds * 1000,
        keepaliveCountMax: 2,
      });
      // Otherwise each small packet would wait 40 ms for the previous one to be acknowledged.
      client.setNoDelay(true);
    });
    silence();
    return client;
  } catch (error) {
    silence();
    client.destroy();
    signal.throwIfAborted();
    if (error instanceof RemoteFault) throw error;
    if (error instanceof AddressRefused)
      throw new RemoteFault("unreachable", texts.addressRefused({ at: placeOf(hop) }));
    if (patience.aborted)
      throw new RemoteFault(
        "unreachable",
        texts.tooSlow({ at: placeOf(hop), seconds: connectTimeoutSeconds }),
      );
    throw read(error);
  }
}

/** `SHA256:…` of a host key in its wire format, as `ssh-keygen -lf` prints it. */
const fingerprintOf = (hostKey: Buffer): string =>
  `SHA256:${createHash("sha256").update(hostKey).digest("base64").replace(/=+$/, "")}`;

/** A plain connection to a permitted address. */
function connected({ host, port }: Server, guard: AddressGuard, ended: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guard.lookupOf(host, "target") });
    const giveUp = (): void => void socket.destroy(ended.reason);
    ended.addEventListener("abort", giveUp, { once: true });
    socket.once("error", reject).once("connect", () => {
      // From here on the session decides when to end.
      ended.removeEventListener("abort", giveUp);
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

class EndedByServer extends Error {}

/** Whether the server ended the connection, as opposed to sending what we cannot accept. */
function isEndOfConnection(error: unknown): boolean {
  const { level, code } = error as ClientErrorExtensions & { code?: unknown };
  // What the library says, without a code, if the connection ends before the server names itself.
  const isBeforeGreeting = level === "protocol" && /connection lost/i.test((error as Error).message);
  return error instanceof EndedByServer || code === "ECONNRESET" || isBeforeGreeting;
}

function forwarded({ hop: jump, client }: Link, hop: Server, ended: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    ended.addEventListener("abort", () => reject(ended.reason), { once: true });
    client.forwardOut("127.0.0.1", 0, hop.host, hop.port, (error, channel) => {
      if (error === undefined) return ended.aborted ? channel.destroy() : resolve(channel);
      // RFC 4254, 5.1: 1 is "administratively prohibited".
      const isForbidden = (error as { reason?: unknown }).reason === 1;
      const names = { at: placeOf(hop), jump: placeOf(jump) };
      const reason = isForbidden ? texts.jumpRefuses(names) : texts.jumpCannotReach(names);
      reject(new RemoteFault("unreachable", reason));
    });
  });
}

/** Classifies every fault before a login. Quotes only codes, since messages may contain anything. */
function faultOf(error: unknown, hop: Server, options: ConnectOptions, login?: Login): RemoteFault {
  const { level, code } = error as ClientErrorExtensions & { code?: unknown };
  const at = placeOf(hop);
  const isRefusal = level === "client-authentication" || (level === "protocol" && login?.hasBegun());
  if (isRefusal && login !== undefined) return login.refusal();
  if (level === "client-timeout")
    return new RemoteFault("unreachable", texts.tooSlow({ at, seconds: options.connectTimeoutSeconds }));
  const kind = isEndOfConnection(error) && !login?.hasBegun() ? "turned-away" : "unreachable";
  if (typeof code === "string") return new RemoteFault(kind, texts.unreachable({ at, code }));
  return new RemoteFault(kind, texts.notSsh({ at }));
}
