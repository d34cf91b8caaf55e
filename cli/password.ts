import { hashPassword } from "../db/people/passwords.ts";
import { DomainError } from "../domain/errors.ts";
import { faultOfPassword } from "../domain/people/password.ts";
import type { CommandContext } from "./context.ts";

/**
 * Reads a person's new password from standard input and returns its hash. Refuses a weak one with the reason.
 */
export async function readPasswordHash(context: CommandContext, person: string): Promise<string> {
  if (context.isTerminal)
    context.say("Type the password, then a line end and Ctrl-D. It is shown as you type.");
  const typed = (await context.readInput()).toString("utf8");
  const password = typed.replace(/\r?\n$/, "");
  if (password === "")
    throw new DomainError(
      "empty",
      "There is no password on standard input: printf %s PASSWORD | toban user ...",
    );
  if (/[\r\n\uFFFD]/.test(password))
    throw new DomainError("not_text", "A password is one line of text in UTF-8.");
  const fault = faultOfPassword(person, password);
  if (fault !== null) throw new DomainError("weak_password", fault);
  return hashPassword(password);
}
