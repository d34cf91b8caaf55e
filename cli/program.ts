import { Command, CommanderError } from "commander";
import { externalIdCommand } from "./commands/externalId.ts";
import { hostKeyCommand } from "./commands/hostKey.ts";
import { importCommand } from "./commands/import.ts";
import { runbooksCommand } from "./commands/runbooks.ts";
import { secretCommand } from "./commands/secret.ts";
import { sourceKeyCommand } from "./commands/sourceKey.ts";
import { userCommand } from "./commands/user.ts";
import { type CommandContext, commandContext, type Terminal } from "./context.ts";
import { failureOf } from "./failure.ts";

/** Runs one command to its end and returns its exit code. */
export async function runToban(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const context = commandContext(env, terminal);
  const program = tobanProgram(context);
  answerThrough(program, terminal);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has said already what it does not understand, and shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode;
    const { exitCode, message } = failureOf(error);
    if (message !== "") context.say(message);
    return exitCode;
  }
}

const tobanProgram = (context: CommandContext): Command =>
  new Command("toban")
    .description(
      "Commands for the system that runs with the same environment (TOBAN_STATE_DIR, DATABASE_URL).",
    )
    .showHelpAfterError("(add --help for what is expected)")
    .addCommand(importCommand(context))
    .addCommand(sourceKeyCommand(context))
    .addCommand(userCommand(context))
    .addCommand(secretCommand(context))
    .addCommand(runbooksCommand(context))
    .addCommand(hostKeyCommand(context))
    .addCommand(externalIdCommand(context))
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
