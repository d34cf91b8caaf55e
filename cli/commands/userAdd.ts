import { Command, InvalidArgumentError, Option } from "commander";
import { addPerson } from "../../db/people/people.ts";
import type { TokenTerms } from "../../db/people/tokens.ts";
import { type Role, roles, type TokenScope } from "../../db/schema/index.ts";
import { mail as mailAddress } from "../../domain/customerFields.ts";
import { whyNotRung } from "../../domain/customers/callCountries.ts";
import { doubtAbout, readPhone } from "../../domain/customers/phone.ts";
import { DomainError } from "../../domain/errors.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { readPasswordHash } from "../password.ts";

interface AddOptions {
  role: Role;
  customer: string[];
  phone?: string;
  mail?: string;
  password?: boolean;
  token?: boolean;
  scope?: "read" | "act";
  expires?: number;
}

export function userAddCommand(context: CommandContext): Command {
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
    .action((name: string, options: AddOptions) => addUser(context, name, options));
}

async function addUser(context: CommandContext, name: string, options: AddOptions): Promise<void> {
  const { role, customer: customers, mail = null } = options;
  const phone = options.phone === undefined ? null : phoneOf(options.phone, context);
  const token = tokenTerms(options);
  if (mail !== null && !mailAddress.safeParse(mail).success)
    throw new DomainError("bad_mail", `--mail: expected an address, not ${JSON.stringify(mail)}`);
  const access = {
    token,
    ...(options.password && { passwordHash: await readPasswordHash(context, name) }),
  };
  const person = { name, role, customers, phone, mail };
  const detail = { ...person, password: options.password ?? false, token: token !== false };
  const { added, token: issued } = await context.withDatabase((db) =>
    audited(db, { action: "add-person", detail, at: context.now() }, () =>
      addPerson(db, person, access, context.now()),
    ),
  );
  context.say(added ? `Added ${name} as ${role}.` : `${name} is already ${role}; updated.`);
  if (issued !== null) context.answer(issued);
}

function tokenTerms({ token, scope, expires }: AddOptions): false | TokenTerms {
  if (!token) {
    if (scope === undefined && expires === undefined) return false;
    throw new DomainError("token_missing", "--scope and --expires need --token.");
  }
  const scopes: TokenScope[] = scope === "read" ? ["read"] : ["read", "act"];
  return { scopes, expiresInDays: expires ?? null };
}

function phoneOf(text: string, context: Pick<CommandContext, "say" | "callCountries">): string {
  const read = readPhone(text);
  const problem = "problem" in read ? read.problem : whyNotRung(text, context.callCountries());
  if (problem !== null || "problem" in read)
    throw new DomainError("bad_phone", `--phone: ${problem}, not ${JSON.stringify(text)}`);
  const doubt = doubtAbout(text);
  if (doubt !== null) context.say(`warning: --phone: ${doubt}`);
  return read.phone;
}

function days(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 3650) return count;
  throw new InvalidArgumentError("expected a whole number of days from 1 to 3650.");
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
