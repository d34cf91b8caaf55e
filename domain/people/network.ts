/** A provider gives each home line a whole /64: the first four groups. */
const groupsOfNetwork = 4;

/** Turns an IPv4 address in IPv6 form (`::ffff:192.0.2.1`) into the plain IPv4 address. */
export function plainAddress(address: string): string {
  const groups = groupsOf(address);
  if (groups === null || groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff)
    return address;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join(".");
}

/**
 * What attempts are counted under: an IPv4 address itself, but the /64 of an IPv6 address, because its owner can use
 * a new address for each request.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  const groups = groupsOf(plain);
  if (groups === null) return plain;
  const network = groups.slice(0, groupsOfNetwork).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

/** The eight groups of an IPv6 address; null if it is not one. */
function groupsOf(address: string): number[] | null {
  const [withoutZone] = address.split("%", 1);
  const host = URL.parse(`http://[${withoutZone}]/`)?.hostname.slice(1, -1);
  if (host === undefined) return null;
  const [left = [], right = []] = host.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}
