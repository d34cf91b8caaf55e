import type { Database } from "../../db/connect.ts";
import { resetTwoFactor, setPassword } from "../../db/people/logins.ts";
import { assertPersonExists, disablePerson, enablePerson } from "../../db/people/peopleAccess.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { readPasswordHash } from "../password.ts";

export const shutOut = (context: CommandContext, name: string): Promise<void> =>
  act(context, "disable-person", name, async (db) => {
    await disablePerson(db, name, context.now());
    return `${name} is shut out.`;
  });

export const letIn = (context: CommandContext, name: string): Promise<void> =>
  act(context, "enable-person", name, async (db) => {
    await enablePerson(db, name);
    return `${name} may log in again.`;
  });

export const forgetSecondFactor = (context: CommandContext, name: string): Promise<void> =>
  act(context, "reset-second-factor", name, async (db) => {
    await assertPersonExists(db, name);
    const had = await resetTwoFactor(db, name);
    return had ? `${name} logs in by password alone, until it is set up anew.` : `${name} had none.`;
  });

export async function resetPassword(context: CommandContext, name: string): Promise<void> {
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
