import { Command } from "commander";
import type { Database } from "../../db/connect.ts";
import { resetTwoFactor, setPassword } from "../../db/people/logins.ts";
import { assertPersonExists, disablePerson, enablePerson } from "../../db/people/peopleAccess.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { readPasswordHash } from "../password.ts";
import { userAddCommand } from "./userAdd.ts";

export function userCommand(context: CommandContext): Command {
  return new Command("user")
    .description("Manage people who log in to the console or use the API.")
    .addCommand(userAddCommand(context))
    .addCommand(
      onPerson("disable", "Shut a person out at once: sessions end, tokens are revoked.", (name) =>
        act(context, "disable-person", name, async (db) => {
          await disablePerson(db, name, context.now());
          return `${name} is shut out.`;
        }),
      ),
    )
    .addCommand(
      onPerson("enable", "Let a person in again; tokens stay revoked.", (name) =>
        act(context, "enable-person", name, async (db) => {
          await enablePerson(db, name);
          return `${name} may log in again.`;
        }),
      ),
    )
    .addCommand(
      onPerson(
        "password",
        "Set a password from standard input; every session and API token of the person ends.",
        (name) => resetPassword(context, name),
      ),
    )
    .addCommand(
      onPerson("reset-two-factor", "For a lost telephone: log in by password alone again.", (name) =>
        act(context, "reset-second-factor", name, async (db) => {
          await assertPersonExists(db, name);
          const had = await resetTwoFactor(db, name);
          return had ? `${name} logs in by password alone, until it is set up anew.` : `${name} had none.`;
        }),
      ),
    );
}

const onPerson = (verb: string, description: string, action: (name: string) => Promise<void>): Command =>
  new Command(verb).description(description).argument("<name>", "the person's name").action(action);

async function resetPassword(context: CommandContext, name: string): Promise<void> {
  const hash = await readPasswordHash(context, name);
  await act(context, "set-password", name, async (db) => {
    await assertPersonExists(db, name);
    await db.transaction((tx) => setPassword(tx, name, hash, context.now()));
    return `${name} has a new password; every session and API token ended.`;
  });
}

/** Changes a person, with a line in the audit log, and reports it on standard error. */
async function act(
  context: CommandContext,
  action: string,
  name: string,
  work: (db: Database) => Promise<string>,
): Promise<void> {
  const asked = { action, detail: { name }, at: context.now() };
  context.say(await context.withDatabase((db) => audited(db, asked, () => work(db))));
}
