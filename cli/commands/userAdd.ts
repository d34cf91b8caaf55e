import { Command, InvalidArgumentError, Option } from "commander";
import { roles } from "../../domain/people/role.ts";
import { collect } from "../collect.ts";
import type { Run } from "../run.ts";

export function userAddCommand(run: Run): Command {
  return new Command("add")
    .description(
      "Add a person, who logs in by a password or through the company's login, or has an API token.",
    )
    .argument("<name>", "the name shown on the timeline and typed at login")
    .addOption(new Option("--role <role>", "what the person may do").choices(roles).makeOptionMandatory())
    .option(
      "--customer <customer>",
      "a customer that a person of role customer belongs to; repeat for several",
      collect,
      [],
    )
    .option("--phone <number>", "an operator's own telephone, rung first for calls by hand")
    .option("--mail <address>", "the address by which the company's own login finds the person")
    .option("--password", "read a password for the console from standard input")
    .option("--token", "issue an API token; it is printed once and kept as a hash")
    .addOption(
      new Option("--scope <scope>", "what the token may do: read, or act as well").choices(["read", "act"]),
    )
    .option("--expires <days>", "the token expires after this many days", days)
    .addHelpText(
      "after",
      `
Again with the same name: another token is issued, earlier ones stay valid unless a password or
another mail address is given; customers, phone, mail and password are replaced by those given;
the role cannot be changed.

Examples:
  printf %s "$PASSWORD" | toban user add "当番 一郎" --role admin --password
  toban user add suzuki --role operator --phone 090-1234-5678 --token
  toban user add wallboard --role operator --token --scope read --expires 365
  toban user add tanaka --role customer --customer acme --mail tanaka@acme.example --token`,
    )
    .action(run(async () => (await import("../acts/userAdd.ts")).addUser));
}

function days(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 3650) return count;
  throw new InvalidArgumentError("expected a whole number of days from 1 to 3650.");
}
