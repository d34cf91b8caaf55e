import { stripVTControlCharacters } from "node:util";
import type { Command, CommandOutput } from "../ssh/command.ts";

/** Of each of a command's two outputs, in characters, what a run keeps of it. */
const longestKept = 4_000;

/** What a command printed, as a person reads it and a database can hold it; errors after the rest. */
export function printed({ stdout, stderr, cut }: CommandOutput): string {
  return [keptOf(stdout, cut), keptOf(stderr, false)].filter((part) => part !== "").join("\n");
}

/** Told whenever a command has printed more; `soFar` is what would be kept of it now. */
export type Watch = (soFar: () => string) => void;

export const watchedBy = (watch: Watch | undefined): Pick<Command, "onOutput"> =>
  watch === undefined ? {} : { onOutput: (soFar) => watch(() => printed(soFar())) };

function keptOf(text: string, cut: boolean): string {
  const readable = readableOf(text).trimEnd();
  // The end says more than the beginning: that is where a command tells why it failed.
  if (readable.length <= longestKept) return cut ? `${readable}\n…` : readable;
  return `…${readable.slice(-longestKept)}`;
}

const readableOf = (text: string): string =>
  stripVTControlCharacters(text.toWellFormed()).replace(/[^\P{Cc}\n\t]/gu, "");
