import { expect } from "vitest";
import { anyCredentials } from "../../activities/remote/aws/testMoto.ts";
import { testPassphrase, testPasswords } from "../../activities/remote/ssh/testSshd.ts";
import { sql } from "../../db/drizzle.ts";
import { incidents, operationTests, runbookRuns, secondaryResponses } from "../../db/schema/index.ts";
import {
  operationTestWorkflowId,
  runbookRunWorkflowId,
  secondaryWorkflowId,
  targetWorkflowId,
} from "../../workflows/ids.ts";
import { account, type Engine, operatorsMail, providerSecrets, vaultKeys } from "./engine.ts";
import { mailOf, people, phoneOf } from "./people.ts";

/** Secrets that may be only in the vault, and on the way to their recipient. */
const secrets: Record<string, string> = {
  ...testPasswords,
  passphrase: testPassphrase,
  aws: anyCredentials.secretAccessKey,
  telephone: account.authToken,
  ...providerSecrets,
  vault: vaultKeys[0]!.key.toString("base64"),
  vaultInHex: vaultKeys[0]!.key.toString("hex"),
};

/**
 * Addresses and numbers of people: they may be in the database and on the way to a provider, but in no
 * history and no log.
 */
const reachable: readonly string[] = [...people.flatMap((one) => [mailOf(one), phoneOf(one)]), operatorsMail];

/** Enough context to see which step it was. */
const around = (text: string, found: string): string => {
  const at = text.indexOf(found);
  return text.slice(Math.max(0, at - 160), at + 80);
};

/** The secret as plain text, in JSON, in an address, and in base64. */
const formsOf = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
];

/**
 * Searches histories, logs, the API's answers, error texts and the whole database for every secret (R2.4).
 */
export async function noSecretIsToldOn(engine: Engine, tokens: ReadonlySet<string>): Promise<void> {
  const places = {
    database: await everyRow(engine),
    histories: await everyHistory(engine),
    logs: engine.logged(),
    answers: engine.answered(),
  };
  const found = Object.entries(places).flatMap(([place, text]) =>
    Object.entries({ ...secrets, operator: engine.operatorToken, ...named(tokens) })
      .filter(([, secret]) => secret !== "" && formsOf(secret).some((form) => text.includes(form)))
      .map(([name]) => `${name} in ${place}`),
  );
  expect(found, "secrets that were told on").toEqual([]);
  const { histories, logs } = places;
  const told = Object.entries({ histories, logs }).flatMap(([place, text]) =>
    reachable
      .filter((address) => text.includes(address))
      .map((address) => `${address} in ${place}: ${around(text, address)}`),
  );
  expect(told, "addresses and numbers that were told on").toEqual([]);
  // Searching an empty place proves nothing.
  expect(Object.entries(places).filter(([, text]) => text.length === 0)).toEqual([]);
}

/**
 * The tokens by which customers answer. They may be only in their mails (R5.7), which are gone when the
 * scenario ends.
 */
export const approvalTokens = ({ sandbox }: Engine): string[] =>
  sandbox.mailbox.ledger
    .all()
    .flatMap(({ text }) => [...text.matchAll(/\/approve\/([\w-]+)/g)].map(([, token = ""]) => token));

const named = (tokens: ReadonlySet<string>): Record<string, string> =>
  Object.fromEntries([...tokens].map((token, index) => [`approval token ${index + 1}`, token]));

async function everyRow({ database: { db } }: Engine): Promise<string> {
  const tables = await db.execute<{ name: string }>(
    sql`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.execute<{ row: string }>(sql.raw(`select t::text as row from ${name} t`));
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}

async function everyHistory({ database: { db }, temporal }: Engine): Promise<string> {
  const [rows, runs, secondaries, tests] = await Promise.all([
    db.selectDistinct({ id: incidents.workflowId }).from(incidents),
    db.select().from(runbookRuns),
    db.select({ id: secondaryResponses.id }).from(secondaryResponses),
    db.select({ id: operationTests.id }).from(operationTests),
  ]);
  const targets = runs.flatMap(({ customer, system, target }) =>
    customer === null || system === null || target === null
      ? []
      : [targetWorkflowId(customer, system, target)],
  );
  const ids = [
    ...rows.map(({ id }) => id),
    ...runs.map(({ id }) => runbookRunWorkflowId(id)),
    ...new Set(targets),
    ...secondaries.map(({ id }) => secondaryWorkflowId(id)),
    ...tests.map(({ id }) => operationTestWorkflowId(id)),
  ];
  const texts = await Promise.all(ids.map((id) => historyOf(temporal.client, id)));
  return texts.join("\n");
}

async function historyOf(client: Engine["temporal"]["client"], id: string): Promise<string> {
  const history = await client.workflow
    .getHandle(id)
    .fetchHistory()
    .catch(() => null);
  return textOf(history);
}

/** All text in a Temporal message. Payloads are bytes there, and would be base64 in its JSON. */
export function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${textOf(part)}`)
    .join("\n");
}
