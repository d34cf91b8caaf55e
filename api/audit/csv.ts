import type { AuditEntryAnswer } from "./schemas.ts";

/** Excel recognises UTF-8 only by a byte order mark, and runs a cell that begins like a formula. */
const byteOrderMark = "\uFEFF";
const formula = /^[=+\-@\t\r]/;
const columns = [
  ...["id", "at", "person", "role", "action", "customer", "incident"],
  ...["outcome", "code", "via", "detail"],
] as const satisfies readonly (keyof AuditEntryAnswer)[];

export const csvHead = (): string => `${byteOrderMark}${columns.map(quoted).join(",")}\r\n`;

export const csvLine = (entry: AuditEntryAnswer): string =>
  `${columns.map((column) => quoted(textOf(entry[column]))).join(",")}\r\n`;

function textOf(value: unknown): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function quoted(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
