import { breather } from "../http/breathe.ts";
import { backslash, isSpace, pieceBytes, quote, skipSpace } from "../http/jsonBytes.ts";

/** Smaller ones are parsed as they came. */
const smallBytes = 256 * 1024;
/** Of a text so much is kept: more than of any that is stored, even where each character is written as `\u0041`. */
const longestTextBytes = 6 * 65_536 + 1_024;
/** So much of one part is kept with whole texts; of the texts after that, only their beginnings. */
const mostBytes = 512 * 1024;
const shortTextBytes = 64;
/** No clock, price or temperature has more digits. */
const longestNumberBytes = 64;
const unicode = 0x75;

/**
 * A large alert without what nobody keeps of it, so that parsing and reading it holds up nobody: texts end where they
 * would be cut afterwards. Of the same alert always the same is left, so that its repeats meet the same incident.
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
      // One is kept, since what it separates would run together.
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

/** After how much of a text it can be cut: between two characters, after at most so many bytes. */
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

/** Where the text ends, or a place between two of its characters behind `until`. */
function endOfText(part: Buffer, from: number, until: number): number {
  let at = from;
  while (at < until && at < part.length && part[at] !== quote) at += part[at] === backslash ? 2 : 1;
  return at;
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
