import { createHash } from "node:crypto";
import type { z } from "zod";
import { DomainError } from "../../domain/errors.ts";
import { formTexts } from "../../domain/words/fields.ts";

/**
 * A place in a list, as opaque text. It begins with a checksum of its content and the list's name, so that a
 * cursor that was changed, cut, or taken from another list is refused instead of misread.
 */
export function writeCursor(list: string, position: readonly unknown[]): string {
  const content = JSON.stringify(position);
  return Buffer.concat([checksum(list, content), Buffer.from(content)]).toString("base64url");
}

export function readCursor<Position extends z.ZodType>(
  list: string,
  schema: Position,
  cursor: string,
): z.output<Position> {
  const bytes = Buffer.from(cursor, "base64url");
  const content = bytes.subarray(checksumLength).toString();
  const whole =
    bytes.toString("base64url") === cursor &&
    checksum(list, content).equals(bytes.subarray(0, checksumLength));
  const position = whole ? schema.safeParse(JSON.parse(content)) : null;
  if (position?.success) return position.data;
  throw new DomainError("invalid_parameters", formTexts.unusableParameters(), {
    errors: [{ path: "cursor", message: "not a nextCursor of this list" }],
  });
}

const checksumLength = 9;

const checksum = (list: string, content: string): Buffer =>
  createHash("sha256").update(`${list}\n${content}`).digest().subarray(0, checksumLength);
