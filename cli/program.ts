import { Command, CommanderError } from "commander";
import { externalIdCommand } from "./commands/externalId.ts";
import { hostKeyCommand } from "./commands/hostKey.ts";
import { importCommand } from "./commands/import.ts";
import { runbooksCommand } from "./commands/runbooks.ts";
import { secretCommand } from "./commands/secret.ts";
import { sourceKeyCommand } from "./commands/sourceKey.ts";
import { userCommand } from "./commands/user.ts";
import type { Terminal } from "./context.ts";
import { type Run, runIn } from "./run.ts";

/** Runs one command to its end and returns its exit code. */
export async function runToban(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const openContext = async () => (await import("./context.ts")).commandContext(env, terminal);
  const program = tobanProgram(runIn(openContext));
  answerThrough(program, terminal);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has said already what it does not understand, and shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode;
    const { failureOf } = await import("./failure.ts");
    const { exitCode, message } = failureOf(error);
    if (message !== "") terminal.err(`${message}\n`);
    return exitCode;
  }
}

const tobanProgram = (run: Run): Command =>
  new Command("toban")
    .description(
      "Commands for the system that runs with the same environment (TOBAN_STATE_DIR, DATABASE_URL).",
    )
    .showHelpAfterError("(add --help for what is expected)")
    .addCommand(importCommand(run))
    .addCommand(sourceKeyCommand(run))
    .addCommand(userCommand(run))
    .addCommand(secretCommand(run))
    .addCommand(runbooksCommand(run))
    .addCommand(hostKeyCommand(run))
    .addCommand(externalIdCommand(run))
    .addHelpText(
      "after",
      `
Standard output is the result alone, everything else goes to standard error.
Exit codes: 0 done, 1 refused input, 2 the system cannot be reached.`,
    );

/** Commander itself writes to the terminal too, and ends no process. */
function answerThrough(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  for (const sub of command.commands) answerThrough(sub, terminal);
}
