import { Command, Option } from "commander";
import { addPerson } from "../../db/queries/people.ts";
import { type Role, roles } from "../../db/schema/index.ts";
import { readPhone } from "../../domain/customer/phone.ts";
import { DomainError } from "../../domain/errors.ts";
import type { CommandContext } from "../context.ts";

interface AddOptions {
  role: Role;
  customer: string[];
  phone?: string;
  token?: boolean;
}

export function userCommand(context: CommandContext): Command {
  const add = new Command("add")
    .description("Add a person, and issue an API token. It is printed once and kept as a hash.")
    .argument("<name>", "the name that stands on the timeline")
    .addOption(new Option("--role <role>", "what the person may do").choices(roles).makeOptionMandatory())
    .option(
      "--customer <customer>",
      "a customer that a person of role customer belongs to; repeat for several",
      collect,
      [],
    )
    .option("--phone <number>", "an operator's own telephone, rung first for calls by hand")
    .option("--token", "issue an API token")
    .addHelpText(
      "after",
      `
Again with the same name: another token is issued, earlier ones stay valid; customers and
phone are replaced by those given; the role cannot be changed.

Examples:
  toban user add suzuki --role operator --phone 090-1234-5678 --token
  toban user add tanaka --role customer --customer acme --token`,
    )
    .action((name: string, options: AddOptions) => addUser(context, name, options));
  return new Command("user").description("People who use the API.").addCommand(add);
}

async function addUser(context: CommandContext, name: string, options: AddOptions): Promise<void> {
  const person = {
    name,
    role: options.role,
    customers: options.customer,
    phone: options.phone === undefined ? null : phoneOf(options.phone),
  };
  const { added, token } = await context.withDatabase((db) =>
    addPerson(db, person, { token: options.token ?? false }, context.now()),
  );
  context.say(
    added ? `Added ${name} as ${options.role}.` : `${name} is ${options.role} already; brought up to date.`,
  );
  if (token !== null) context.answer(token);
}

function phoneOf(text: string): string {
  const read = readPhone(text);
  if ("phone" in read) return read.phone;
  throw new DomainError("bad_phone", `--phone: ${read.problem}, not ${JSON.stringify(text)}`);
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
