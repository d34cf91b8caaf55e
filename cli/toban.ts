import { Command } from "commander";
import { externalIdCommand } from "./commands/externalId.ts";
import { hostKeyCommand } from "./commands/hostKey.ts";
import { importCommand } from "./commands/import.ts";
import { runbooksCommand } from "./commands/runbooks.ts";
import { secretCommand } from "./commands/secret.ts";
import { sourceKeyCommand } from "./commands/sourceKey.ts";
import { userCommand } from "./commands/user.ts";
import { commandContext } from "./context.ts";
import { failureOf } from "./failure.ts";

const context = commandContext(process.env);
const program = new Command("toban")
  .description("Commands for the system that runs with the same environment (TOBAN_STATE_DIR, DATABASE_URL).")
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

// It is no fault if a reader takes only the first lines (head).
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  const { exitCode, message } = failureOf(error);
  if (message !== "") context.say(message);
  process.exitCode = exitCode;
}
