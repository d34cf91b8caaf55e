import { Command } from "commander";
import { currentConfiguration } from "../../db/customers/customers.ts";
import { setSecret } from "../../db/customers/secrets.ts";
import { isSecretName } from "../../domain/customerFields.ts";
import { customerIdPattern } from "../../domain/customers/identifiers.ts";
import { DomainError } from "../../domain/errors.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { problemOfWebhook } from "../webhooks.ts";

const maxBytes = 64 * 1024;

export function secretCommand(context: CommandContext): Command {
  const set = new Command("set")
    .description("Store a credential from standard input, encrypted; a file names it as secret:NAME.")
    .argument("<customer>", "the customer's id; its file may be imported later")
    .argument("<name>", "the NAME of secret:NAME")
    .addHelpText(
      "after",
      `
One line end after the value is cut, except from a PEM key. Setting it again replaces it.

Examples:
  toban secret set acme web01-key < ~/.ssh/web01
  printf %s "$URL" | npm run --silent toban -- secret set acme teams-url`,
    )
    .action((customer: string, name: string) => storeSecret(context, customer, name));
  const rotate = new Command("rotate")
    .description("Encrypt all secrets of all customers, and people's second factors, under the first key.")
    .addHelpText(
      "after",
      `
TOBAN_ENCRYPTION_KEYS here and at every API and worker must begin with the new key and still hold the
old ones: docs/running.md says in which order. All is done, or nothing; it may be repeated.`,
    )
    .action(() => rotateKeys(context));
  return new Command("secret")
    .description("Manage the credentials that customers' files name.")
    .addCommand(set)
    .addCommand(rotate);
}

async function rotateKeys(context: CommandContext): Promise<void> {
  // The library for logins takes a while to load; other commands must not wait for it.
  const { rotateAll } = await import("../../db/alerts/rotation.ts");
  const keys = context.vaultKeys();
  const [current] = keys;
  const asked = { action: "rotate-secrets", detail: { key: current?.id }, at: context.now() };
  const done = await context.withDatabase((db) => audited(db, asked, () => rotateAll(db, keys)));
  context.say(
    `Encrypted under key ${current?.id}: ${done.secrets} secrets and ${done.secondFactors} second factors anew, ` +
      `${done.already} already were. The other keys are no longer needed.`,
  );
}

async function storeSecret(context: CommandContext, customer: string, name: string): Promise<void> {
  if (!customerIdPattern.test(customer))
    throw new DomainError("bad_customer", `"${customer}" is not a customer id.`);
  if (!isSecretName(name))
    throw new DomainError(
      "bad_name",
      `"${name}" is not a secret's name: expected letters, digits, -, _ and .`,
    );
  if (context.isTerminal) context.say("Type the value, then a line end and Ctrl-D.");
  const plaintext = readValue(await context.readInput());
  const vault = context.vault();
  const isKnown = await context.withDatabase(async (db) => {
    const current = await currentConfiguration(db, customer);
    const isWebhook = Object.values(current?.configuration.chat ?? {}).some(
      (chat) => "url" in chat && typeof chat.url !== "string" && chat.url.secret === name,
    );
    const problem = isWebhook ? await problemOfWebhook(plaintext, context) : null;
    if (problem !== null) throw new DomainError("bad_webhook", `${name}: ${problem}`);
    const asked = { action: "set-secret", customer, detail: { name }, at: context.now() };
    await audited(db, asked, () => setSecret(db, vault, { customer, name, plaintext }, context.now()));
    return current !== null;
  });
  context.say(`Stored secret ${name} of ${customer}${isKnown ? "" : ", whose file is not imported yet"}.`);
}

/** The text unchanged, but for the line end that `echo` and editors add. Keys keep theirs. */
export function readValue(input: Buffer): string {
  if (input.length > maxBytes) throw new DomainError("too_long", `A secret has at most ${maxBytes} bytes.`);
  const text = input.toString("utf8");
  if (text.includes("\uFFFD")) throw new DomainError("not_text", "A secret is text in UTF-8.");
  const value = text.startsWith("-----BEGIN ") ? text : text.replace(/\r?\n$/, "");
  if (value === "") throw new DomainError("empty", "There is nothing on standard input to store.");
  return value;
}
