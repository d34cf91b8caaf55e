import { chmodSync, renameSync, writeFileSync } from "node:fs";

/** Replaces a whole file, readable only by its owner. A reader sees either the old text or the new one. */
export function writePrivately(file: string, text: string): void {
  const written = `${file}.${process.pid}`;
  writeFileSync(written, text, { mode: 0o600 });
  chmodSync(written, 0o600);
  renameSync(written, file);
}
