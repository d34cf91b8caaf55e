import { breather } from "../http/breathe.ts";
import { pieceBytes, quote, skipSpace } from "../http/jsonBytes.ts";
import { JsonWalk, mostValues, tooManyValues } from "../http/jsonWalk.ts";
import { slim } from "./slim.ts";

const [comma, colon] = [0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export interface Split {
  /** The body without the items of its list, shortened to what we store. */
  envelope: string;
  /** The JSON of each item in the list, up to the most asked for; null: there is no list. */
  items: Buffer[] | null;
  /** How many items the list has. */
  count: number;
}

/**
 * Splits a JSON body at its list (the body itself, or the member of that name), so that each item can be
 * parsed alone: parsing ten megabytes in one go would hold up everyone else. This only finds where values
 * end; parsing the parts tells whether they are valid. null: not JSON.
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
  if (bytes[open] !== openList) return { envelope: await smallText(bytes), items: null, count: 0 };
  const list = await readList(reader, open, mostItems);
  if (list === null) return null;
  const { items, count, close } = list;
  const around = Buffer.concat([bytes.subarray(0, open + 1), bytes.subarray(close)]);
  return { envelope: await smallText(around), items, count };
}

async function smallText(bytes: Buffer): Promise<string> {
  const reader = new Reader(bytes);
  await reader.skipValue(reader.skipSpace(0));
  return String(await slim(bytes));
}

/** Where the value of the object's member begins; the end of the bytes if there is none; null: not JSON. */
async function findMember(reader: Reader, begin: number, name: string): Promise<number | null> {
  const { bytes } = reader;
  if (bytes[begin] !== openObject) return bytes.length;
  let at = reader.skipSpace(begin + 1);
  for (let members = 0; bytes[at] === quote; members += 1) {
    if (members > mostValues) throw tooManyValues();
    const keyEnd = await reader.skipValue(at);
    const isIt = bytes.toString("utf8", at + 1, keyEnd - 1) === name;
    const separator = reader.skipSpace(keyEnd);
    if (bytes[separator] !== colon) return null;
    const value = reader.skipSpace(separator + 1);
    if (isIt) return value;
    at = reader.skipSpace(await reader.skipValue(value));
    if (bytes[at] === comma) at = reader.skipSpace(at + 1);
  }
  return bytes[at] === closeObject ? bytes.length : null;
}

async function readList(
  reader: Reader,
  open: number,
  mostItems: number,
): Promise<{ items: Buffer[]; count: number; close: number } | null> {
  const { bytes } = reader;
  const items: Buffer[] = [];
  let at = reader.skipSpace(open + 1);
  if (bytes[at] === closeList) return { items, count: 0, close: at };
  for (let count = 1; ; count += 1) {
    const end = await reader.skipValue(at);
    if (end === at) return null;
    if (count <= mostItems) items.push(bytes.subarray(at, end));
    at = reader.skipSpace(end);
    if (bytes[at] === closeList) return { items, count, close: at };
    if (bytes[at] !== comma) return null;
    at = reader.skipSpace(at + 1);
  }
}

/**
 * Finds where a value ends; that is the end of the bytes if the value is cut off. Other requests get a turn
 * after each value, and within a long one.
 */
class Reader {
  readonly bytes: Buffer;
  readonly #breathe = breather();

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  skipSpace(from: number): number {
    return skipSpace(this.bytes, from);
  }

  async skipValue(from: number): Promise<number> {
    const walk = new JsonWalk(this.bytes, from);
    while (!walk.hasEnded(pieceBytes)) await this.#breathe();
    await this.#breathe();
    return Math.min(walk.at, this.bytes.length);
  }
}
