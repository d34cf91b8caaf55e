import { addPerson } from "../../db/people/people.ts";
import type { TokenTerms } from "../../db/people/tokens.ts";
import type { Role, TokenScope } from "../../db/schema/index.ts";
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

export async function addUser(context: CommandContext, name: string, options: AddOptions): Promise<void> {
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
