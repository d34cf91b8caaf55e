import { type AddressRange, overlaps, readAddressRange, unmapped } from "./addressRange.ts";

/**
 * Why we connect to an address from a customer's file. Targets and checks are usually in private networks (VPN). A
 * webhook is public and reached over https.
 */
export type Way = "target" | "webhook" | "webhook-in-clear";

export type Refusal = "unreadable" | "local" | "own" | "private" | "in-clear";

export interface KnownNetworks {
  /** `ALLOW_NETWORKS`: always allowed. */
  allowed: readonly AddressRange[];
  /** Addresses of this machine, of the database and of Temporal. */
  own: readonly AddressRange[];
}

const ranges = (...texts: string[]): AddressRange[] =>
  texts.flatMap((text) => {
    const range = readAddressRange(text);
    return range === null ? [] : [range];
  });

/** This machine, its link, multicast and broadcast, and the metadata services of clouds. */
const local = ranges(
  ...["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"],
  ...["100.100.100.200", "168.63.129.16", "192.0.0.192"],
  ...["::/127", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254", "fd20:ce::254"],
);

const privates = ranges(
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15"],
  "fc00::/7",
);

/** IPv6 networks that contain an IPv4 address, and how many bits follow it. */
const translated: { range: AddressRange; bitsAfter: bigint }[] = [
  ...ranges("64:ff9b::/96", "::ffff:0:0:0/96", "::/96").map((range) => ({ range, bitsAfter: 0n })),
  ...ranges("2002::/16").map((range) => ({ range, bitsAfter: 80n })),
];

/** Why an address may not be connected to; null if it may. Check the very address that is then connected to. */
export function whyNotReached(address: string, way: Way, known: KnownNetworks): Refusal | null {
  // Drops the zone of a link-local address.
  const range = readAddressRange(address.replace(/%.*$/, ""));
  if (range === null) return "unreadable";
  const meant = [unmapped(range), ...embedded(range)];
  const isIn = (networks: readonly AddressRange[]): boolean =>
    meant.some((one) => networks.some((network) => overlaps(network, one)));
  if (isIn(known.allowed)) return null;
  if (isIn(local)) return "local";
  if (isIn(known.own)) return "own";
  if (way === "target") return null;
  if (isIn(privates)) return "private";
  return way === "webhook-in-clear" ? "in-clear" : null;
}

function embedded(range: AddressRange): AddressRange[] {
  if (range.family !== 6) return [];
  return translated
    .filter((network) => overlaps(network.range, range))
    .map(({ bitsAfter }) => ({
      family: 4,
      address: (range.address >> bitsAfter) & 0xffffffffn,
      prefixBits: 32,
    }));
}
