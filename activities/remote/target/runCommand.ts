import { stripVTControlCharacters } from "node:util";
import { plain, type Word } from "../../../domain/runbooks/argument.ts";
import { probeTexts as texts } from "../../../domain/runbooks/texts.ts";
import type { Phrase } from "../../../domain/words/phrase.ts";
import type { CommandOutput } from "../ssh/command.ts";
import type { Reach } from "./reach.ts";

export interface Limits {
  timeoutSeconds: number;
  signal: AbortSignal;
  watch?: Watch | undefined;
}

/** Told what happens while a command runs. */
export interface Watch {
  /** The target begins it. */
  begun(): void;
  /** It has printed more; `soFar` is what would be kept now. */
  printed(soFar: () => string): void;
}

interface Ran {
  /** null: it did not end in time. */
  exitCode: number | null;
  stdout: string;
  /** What a run keeps of its output. */
  output: string;
  seen: Phrase;
}

const longestOutputBytes = 64 * 1024;
/** Characters that a run keeps of each of a command's two outputs. */
const longestKept = 4_000;

/** Runs a filled command on the target. Throws the signal's own reason on an abort. */
export async function runCommand(
  reach: Reach,
  { argv, asRoot }: { argv: readonly Word[]; asRoot: boolean },
  { timeoutSeconds, signal, watch }: Limits,
): Promise<Ran> {
  const session = await reach.ssh();
  const [program = "", ...args] = argv.map(plain);
  const result = await session.run({
    argv: [program, ...args],
    asRoot,
    longestOutputBytes,
    timeoutSeconds,
    signal,
    ...(watch && { onBegun: watch.begun, onOutput: (soFar) => watch.printed(() => printed(soFar())) }),
  });
  signal.throwIfAborted();
  const { exitCode, stdout } = result;
  const seen =
    exitCode === null ? texts.tooSlow({ seconds: timeoutSeconds }) : texts.exited({ code: exitCode });
  return { exitCode, stdout, output: printed(result), seen };
}

/** A command's output, readable by people and storable in a database; errors come last. */
function printed({ stdout, stderr, cut }: CommandOutput): string {
  return [keptOf(stdout, cut), keptOf(stderr, false)].filter((part) => part !== "").join("\n");
}

function keptOf(text: string, cut: boolean): string {
  const readable = readableOf(text).trimEnd();
  // The end says more than the beginning: there a command tells why it failed.
  if (readable.length <= longestKept) return cut ? `${readable}\n…` : readable;
  return `…${readable.slice(-longestKept)}`;
}

const readableOf = (text: string): string =>
  stripVTControlCharacters(text.toWellFormed()).replace(/[^\P{Cc}\n\t]/gu, "");
