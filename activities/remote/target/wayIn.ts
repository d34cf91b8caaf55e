import { type AddressRange, overlaps, readAddressRange, unmapped } from "../../../domain/addressRange.ts";
import { probeTexts as texts } from "../../../domain/runbooks/texts.ts";
import type { Verdict } from "../network/verdict.ts";
import type { Reach } from "./reach.ts";

interface Limits {
  timeoutSeconds: number;
  signal: AbortSignal;
}

/**
 * Whether the address from which we are logged in, as the target sees it, stands in none of these. Where it cannot be
 * told the answer is no: what would lock us out cannot be taken back over SSH.
 */
export async function wayInStays(reach: Reach, outside: readonly string[], limits: Limits): Promise<Verdict> {
  const session = await reach.ssh();
  // By OpenSSH's server: the client's address, its port, and those of the server.
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

/** Without a link-local address's zone. */
function addressOf(text: string): AddressRange[] {
  const range = readAddressRange(text.replace(/%.*$/, ""));
  return range === null ? [] : [unmapped(range)];
}
