import { z } from "zod";

/** Addresses that begin with the same bits: one (`192.0.2.7`), or a network (`192.0.2.0/24`, `2001:db8::/32`). */
export interface AddressRange {
  family: 4 | 6;
  /** Only the first `prefixBits` bits count. */
  address: bigint;
  prefixBits: number;
}

const lengths = { 4: 32, 6: 128 } as const;

/** Reads a range; null if the text is none. */
export function readAddressRange(text: string): AddressRange | null {
  const [, address = "", prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = z.ipv4().safeParse(address).success ? 4 : z.ipv6().safeParse(address).success ? 6 : null;
  if (family === null) return null;
  const prefixBits = prefix === undefined ? lengths[family] : Number(prefix);
  if (prefixBits > lengths[family]) return null;
  return { family, address: family === 4 ? bitsOf4(address) : bitsOf6(address), prefixBits };
}

/** Whether the two ranges share an address. */
export function overlaps(one: AddressRange, other: AddressRange): boolean {
  if (one.family !== other.family) return false;
  const free = BigInt(lengths[one.family] - Math.min(one.prefixBits, other.prefixBits));
  return one.address >> free === other.address >> free;
}

/** Turns an IPv4 address in IPv6 form (`::ffff:192.0.2.7`) into the IPv4 address. */
export function unmapped(range: AddressRange): AddressRange {
  const isMapped = range.family === 6 && range.prefixBits >= 96 && range.address >> 32n === 0xffffn;
  if (!isMapped) return range;
  return { family: 4, address: range.address & 0xffffffffn, prefixBits: range.prefixBits - 96 };
}

const bitsOf4 = (text: string): bigint =>
  text.split(".").reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);

function bitsOf6(text: string): bigint {
  const tail = /[\d.]+$/.exec(text)?.[0] ?? "";
  const plain = tail.includes(".") ? text.slice(0, -tail.length) + groupsOf4(tail) : text;
  const [head = "", rest] = plain.split("::");
  const groups = (part: string): string[] => part.split(":").filter((group) => group !== "");
  const [before, after] = [groups(head), groups(rest ?? "")];
  const zeros = rest === undefined ? [] : new Array(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function groupsOf4(text: string): string {
  const bits = bitsOf4(text);
  return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
}
