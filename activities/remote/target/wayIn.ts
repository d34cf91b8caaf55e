import { type AddressRange, overlaps, readAddressRange, unmapped } from "../../../domain/addressRange.ts";
import { probeTexts as texts } from "../../../domain/runbooks/texts.ts";
import type { Verdict } from "../network/verdict.ts";
import type { Reach } from "./reach.ts";

interface Limits {
  timeoutSeconds: number;
  signal: AbortSignal;
}

/**
 * Whether blocking these addresses leaves our own login reachable, by its address as the target sees it. If
 * that is unknown, the answer is no: over SSH, a lockout could not be undone.
 */
export async function wayInStays(reach: Reach, outside: readonly string[], limits: Limits): Promise<Verdict> {
  const session = await reach.ssh();
  // Set by OpenSSH's server: the client's address and port, then the server's.
  const command = { argv: ["printenv", "SSH_CONNECTION"], asRoot: false, longestOutputBytes: 1_000 } as const;
  const { stdout } = await session.run({ ...command, ...limits });
  limits.signal.throwIfAborted();
  const [client = "", , server = ""] = stdout.trim().split(" ");
  const own = [client, server].flatMap(addressOf);
  if (own.length < 2) return { holds: false, seen: texts.wayInUnknown() };
  const ranges = outside.flatMap(addressOf);
  const blocked = own.some((address) => ranges.some((range) => overlaps(range, address)));
  return { holds: !blocked, seen: (blocked ? texts.wayInShut : texts.wayInStays)({ address: client }) };
}

/** Leaves out the zone of a link-local address. */
function addressOf(text: string): AddressRange[] {
  const range = readAddressRange(text.replace(/%.*$/, ""));
  return range === null ? [] : [unmapped(range)];
}
