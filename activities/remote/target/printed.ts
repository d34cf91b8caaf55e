import { stripVTControlCharacters } from "node:util";
import type { Command, CommandOutput } from "../ssh/command.ts";

/** Characters that a run keeps of each of a command's two outputs. */
const longestKept = 4_000;

/** A command's output, readable by people and storable in a database; errors come last. */
export function printed({ stdout, stderr, cut }: CommandOutput): string {
  return [keptOf(stdout, cut), keptOf(stderr, false)].filter((part) => part !== "").join("\n");
}

/** Called whenever a command has printed more; `soFar` is what would be kept now. */
export type Watch = (soFar: () => string) => void;

export const watchedBy = (watch: Watch | undefined): Pick<Command, "onOutput"> =>
  watch === undefined ? {} : { onOutput: (soFar) => watch(() => printed(soFar())) };

function keptOf(text: string, cut: boolean): string {
  const readable = readableOf(text).trimEnd();
  // The end says more than the beginning: there a command tells why it failed.
  if (readable.length <= longestKept) return cut ? `${readable}\n…` : readable;
  return `…${readable.slice(-longestKept)}`;
}

const readableOf = (text: string): string =>
  stripVTControlCharacters(text.toWellFormed()).replace(/[^\P{Cc}\n\t]/gu, "");
