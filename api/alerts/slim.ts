import { breather } from "../http/breathe.ts";
import { backslash, endOfText, isSpace, pieceBytes, quote, skipSpace } from "../http/jsonBytes.ts";

/** Smaller alerts are parsed unchanged. */
const smallBytes = 256 * 1024;
/** How much of a text is kept: more than we ever store, even if each character is written as `\u0041`. */
const longestTextBytes = 6 * 65_536 + 1_024;
/** How much of one alert is kept with whole texts. Later texts keep only their beginnings. */
const mostBytes = 512 * 1024;
const shortTextBytes = 64;
/** No clock, price or temperature has more digits. */
const longestNumberBytes = 64;
const unicode = 0x75;

/**
 * Shortens a large alert to what we store, so that parsing and reading it holds up nobody: texts end where
 * they would be cut anyway. The same alert is always shortened alike, so that its repeats reach the same
 * incident.
 */
export async function slim(part: Buffer): Promise<Buffer> {
  if (part.length <= smallBytes) return part;
  const breathe = breather();
  const kept: Buffer[] = [];
  let keptBytes = 0;
  const keep = (from: number, to: number) => {
    kept.push(part.subarray(from, to));
    keptBytes += to - from;
  };
  for (let at = 0; at < part.length; ) {
    const byte = part[at]!;
    if (byte === quote) {
      const cut = cutOf(part, at + 1, keptBytes < mostBytes ? longestTextBytes : shortTextBytes);
      keep(at, cut);
      for (at = cut; at < part.length && part[at] !== quote; ) {
        at = endOfText(part, at, at + pieceBytes);
        await breathe();
      }
      if (at < part.length) kept.push(closing);
      at += 1;
    } else if (isSpace(byte)) {
      // Keep one, or the values on both sides would run together.
      keep(at, at + 1);
      at = skipSpace(part, at);
    } else if (isOfNumber(byte)) {
      const end = endOfNumber(part, at);
      if (end - at > longestNumberBytes) kept.push(nothing);
      else keep(at, end);
      at = end;
    } else {
      keep(at, at + 1);
      at += 1;
    }
  }
  return Buffer.concat(kept);
}

const closing = Buffer.from('"');
const nothing = Buffer.from("null");

/** Where to cut a text: between two characters, after at most `most` bytes. */
function cutOf(part: Buffer, from: number, most: number): number {
  const last = Math.min(from + most, part.length);
  let cut = from;
  for (let at = from; part[at] !== quote; ) {
    if (part[at] === backslash) at += part[at + 1] === unicode ? 6 : 2;
    else at += 1;
    if (at > last) return cut;
    if (at === part.length || (part[at]! & 0xc0) !== 0x80) cut = at;
    if (at === part.length) return cut;
  }
  return cut;
}

function endOfNumber(part: Buffer, from: number): number {
  let at = from;
  while (at < part.length && isOfNumber(part[at]!)) at += 1;
  return at;
}

/** Digits, and `+ - . e E`. */
const isOfNumber = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e ||
  byte === 0x65 ||
  byte === 0x45;
