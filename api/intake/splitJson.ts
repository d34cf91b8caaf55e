import { DomainError } from "../../domain/errors.ts";
import { breather } from "../http/breathe.ts";

/** One alert, or all around the alerts, with more values than this is none that a tool sends. */
const mostValues = 20_000;
const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export interface Split {
  /** The body without what stands in its list. */
  envelope: string;
  /** The first of what stands in the list, each a text of JSON; null: there is no list. */
  items: Buffer[] | null;
  /** How many there are. */
  count: number;
}

/**
 * Takes JSON apart at its list, the body itself or the member of that name, so that each item can be parsed by itself:
 * to parse ten megabytes at once would hold up everybody else. It only looks for where things end; whether the parts
 * are JSON is told when they are parsed. null: this is no JSON.
 */
export async function splitJson(
  bytes: Buffer,
  member: string | null,
  mostItems: number,
): Promise<Split | null> {
  const reader = new Reader(bytes);
  const begin = reader.skipSpace(0);
  const open = member === null ? begin : await findMember(reader, begin, member);
  if (open === null) return null;
  if (bytes[open] !== openList) return { envelope: smallText(bytes), items: null, count: 0 };
  const list = await readList(reader, open, mostItems);
  if (list === null) return null;
  const { items, count, close } = list;
  const around = Buffer.concat([bytes.subarray(0, open + 1), bytes.subarray(close)]);
  return { envelope: smallText(around), items, count };
}

function smallText(bytes: Buffer): string {
  const reader = new Reader(bytes);
  reader.skipValue(reader.skipSpace(0));
  return bytes.toString();
}

/** Where the value of the object's member begins; the end of the object where it has none. */
async function findMember(reader: Reader, begin: number, name: string): Promise<number | null> {
  const { bytes } = reader;
  if (bytes[begin] !== openObject) return bytes.length;
  const breathe = breather();
  let at = reader.skipSpace(begin + 1);
  for (let members = 0; bytes[at] === quote; members += 1) {
    if (members > mostValues) throw tooManyValues();
    const keyEnd = reader.skipString(at);
    const isIt = bytes.toString("utf8", at + 1, keyEnd - 1) === name;
    const separator = reader.skipSpace(keyEnd);
    if (bytes[separator] !== colon) return null;
    const value = reader.skipSpace(separator + 1);
    if (isIt) return value;
    at = reader.skipSpace(reader.skipValue(value));
    if (bytes[at] === comma) at = reader.skipSpace(at + 1);
    await breathe();
  }
  return bytes[at] === closeObject ? bytes.length : null;
}

async function readList(
  reader: Reader,
  open: number,
  mostItems: number,
): Promise<{ items: Buffer[]; count: number; close: number } | null> {
  const { bytes } = reader;
  const breathe = breather();
  const items: Buffer[] = [];
  let at = reader.skipSpace(open + 1);
  if (bytes[at] === closeList) return { items, count: 0, close: at };
  for (let count = 1; ; count += 1) {
    const end = reader.skipValue(at);
    if (end === at) return null;
    if (count <= mostItems) items.push(bytes.subarray(at, end));
    at = reader.skipSpace(end);
    if (bytes[at] === closeList) return { items, count, close: at };
    if (bytes[at] !== comma) return null;
    at = reader.skipSpace(at + 1);
    await breathe();
  }
}

/** Where what begins somewhere ends: the length of the bytes where it has no end. */
class Reader {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.bytes[at])) at += 1;
    return at;
  }

  skipString(from: number): number {
    const { bytes } = this;
    let at = from + 1;
    while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
    return Math.min(at + 1, bytes.length);
  }

  skipValue(from: number): number {
    const { bytes } = this;
    let depth = 0;
    let values = 0;
    let at = from;
    while (at < bytes.length) {
      const byte = bytes[at]!;
      if (byte === quote) {
        at = this.skipString(at);
        if (depth === 0) return at;
        continue;
      }
      const opens = byte === openList || byte === openObject;
      const closes = byte === closeList || byte === closeObject;
      if (depth === 0 && (closes || byte === comma || (isSpace(byte) && at > from))) return at;
      if (opens || byte === comma) values += 1;
      if (values > mostValues) throw tooManyValues();
      if (opens) depth += 1;
      at += 1;
      if (closes && --depth === 0) return at;
    }
    return at;
  }
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const tooManyValues = () =>
  new DomainError("body_too_large", `The body holds more than ${mostValues} values in one place.`);
