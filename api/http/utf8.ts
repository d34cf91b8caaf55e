import { isUtf8 } from "node:buffer";
import { DomainError } from "../../domain/errors.ts";

const pieceBytes = 64 * 1024;
const byteOrderMark = "\ufeff";

/**
 * Decodes UTF-8. Invalid bytes are refused with their position: if they were replaced, two names could become
 * one.
 */
export function textOf(bytes: Buffer): string {
  assertUtf8(bytes);
  const text = bytes.toString("utf8");
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

export function assertUtf8(bytes: Buffer): void {
  if (isUtf8(bytes)) return;
  const message = `not UTF-8 at byte ${soundBytes(bytes)}, counted from 0`;
  throw new DomainError("malformed_json", "The body is not in UTF-8.", { errors: [{ path: "", message }] });
}

/** How many bytes at the beginning are whole characters. */
function soundBytes(bytes: Buffer): number {
  let sound = 0;
  for (;;) {
    const end = Math.min(sound + pieceBytes, bytes.length);
    const whole = wholeCharacters(bytes, sound, end);
    if (!isUtf8(bytes.subarray(sound, whole))) break;
    sound = whole;
    if (end === bytes.length) return sound;
  }
  // Each round accepts one more character, up to the first invalid one.
  for (let length = 1; length <= 4; ) {
    if (isUtf8(bytes.subarray(sound, sound + length))) {
      sound += length;
      length = 1;
    } else length += 1;
  }
  return sound;
}

/** Where the last character begins if `end` may cut it, else `end`. */
function wholeCharacters(bytes: Buffer, from: number, end: number): number {
  let last = end - 1;
  while (last > from && end - last < 4 && ((bytes[last] ?? 0) & 0xc0) === 0x80) last -= 1;
  const lead = bytes[last] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return last + length > end ? last : end;
}
