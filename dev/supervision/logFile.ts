import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync } from "node:fs";
import path from "node:path";

const rotateAtBytes = 20_000_000;
const lookEveryMilliseconds = 250;
const chunkBytes = 64_000;
const keptLines = 1_000;

/** A part writes straight into its file, so that it goes on undisturbed when the supervisor dies. */
export interface LogFile {
  path: string;
  /** A file descriptor for the process. */
  descriptor: number;
  lastLines(count: number): string[];
  /** From here on `hasSaid` searches. */
  mark(): void;
  hasSaid(words: string): boolean;
  close(): void;
}

export function openLogFile(dir: string, name: string, onLine: (line: string) => void): LogFile {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = path.join(dir, `${name}.log`);
  const descriptor = openRotated(file);
  let offset = fstatSync(descriptor).size;
  let rest = "";
  let recent: string[] = [];
  const buffer = Buffer.alloc(chunkBytes);
  const look = () => {
    for (;;) {
      const bytes = readSync(descriptor, buffer, 0, chunkBytes, offset);
      if (bytes === 0) return;
      offset += bytes;
      const lines = (rest + buffer.toString("utf8", 0, bytes)).split("\n");
      rest = lines.pop() ?? "";
      recent.push(...lines);
      recent.splice(0, recent.length - keptLines);
      for (const line of lines) onLine(line);
    }
  };
  const timer = setInterval(look, lookEveryMilliseconds);
  return {
    path: file,
    descriptor,
    lastLines(count) {
      look();
      return recent.slice(-count);
    },
    mark() {
      look();
      recent = [];
    },
    hasSaid(words) {
      look();
      return recent.some((line) => line.includes(words));
    },
    close() {
      clearInterval(timer);
      look();
      closeSync(descriptor);
    },
  };
}

function openRotated(file: string): number {
  const descriptor = openSync(file, "a+", 0o600);
  if (fstatSync(descriptor).size < rotateAtBytes) return descriptor;
  closeSync(descriptor);
  renameSync(file, `${file}.1`);
  return openSync(file, "a+", 0o600);
}
