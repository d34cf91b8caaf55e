import { currentConfiguration } from "../../db/customers/customers.ts";
import { setSecret } from "../../db/customers/secrets.ts";
import { isSecretName } from "../../domain/customerFields.ts";
import { customerIdPattern } from "../../domain/customers/identifiers.ts";
import { DomainError } from "../../domain/errors.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { problemOfWebhook } from "../webhooks.ts";

const maxBytes = 64 * 1024;

export async function rotateKeys(context: CommandContext): Promise<void> {
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

export async function storeSecret(context: CommandContext, customer: string, name: string): Promise<void> {
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
