import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { testDirectory } from "../dev/testDirectory.ts";
import { commandWith } from "./testCommand.ts";

const directory = testDirectory();
let database: TestDatabase;
let toban: ReturnType<typeof commandWith>;
beforeAll(async () => {
  database = await createTestDatabase();
  toban = commandWith({
    DATABASE_URL: database.url,
    TOBAN_STATE_DIR: directory,
    AWS_OWN_ACCOUNT_CUSTOMERS: "house",
  });
});
afterAll(() => database.drop());

const role = "arn:aws:iam::123456789012:role/toban";

function written(customer: string, ...cloud: string[]): string {
  const file = path.join(directory, `${customer}.yaml`);
  const lines = ["systems:", "  shop:", "    cloud:", ...cloud.map((line) => `      ${line}`)];
  writeFileSync(file, [`customer: ${customer}\nname: A\nplan: full\nrules: [{}]`, ...lines].join("\n"));
  return file;
}

it("[R2.4] prints a customer's external id and nothing else, the same each time, and no other customer's", async () => {
  await toban(["import", written("acme", `role: ${role}-acme`), written("beta", `role: ${role}-beta`)]);
  const first = await toban(["external-id", "acme"]);
  expect(first).toEqual({ code: 0, stdout: expect.stringMatching(/^[\da-f-]{36}\n$/), stderr: "" });
  expect(await toban(["external-id", "acme"])).toEqual(first);
  expect((await toban(["external-id", "beta"])).stdout).not.toBe(first.stdout);
  expect(await toban(["external-id", "nobody"])).toEqual({
    code: 1,
    stdout: "",
    stderr: 'There is no customer "nobody".\n',
  });
});

it("[R2.4] a file that names another customer's is refused at its place, and the same role is warned of", async () => {
  await toban(["import", written("acme", `role: ${role}`, "externalId: acme-7f3a")]);
  const made = (await toban(["external-id", "acme"])).stdout.trim();
  for (const externalId of ["acme-7f3a", made]) {
    const other = written("other", `role: ${role}`, `externalId: "${externalId}"`);
    for (const args of [["--dry-run"], []])
      expect(await toban(["import", ...args, other])).toEqual({
        code: 1,
        stdout: "",
        stderr:
          `${other}:9:19: expected no external id that another customer has named: leave it out, ` +
          "or take the one of `toban external-id other`\n",
      });
  }
  const other = written("other", `role: ${role}`);
  expect(await toban(["import", other])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("other: new"),
    stderr: `${other}:8:13: warning: acme names this role too\n`,
  });
  const [audit] =
    await database.sql`select action, outcome, code from audit_log where outcome = 'refused' limit 1`;
  expect(audit).toMatchObject({ action: "import", outcome: "refused" });
});

it("[R2.4] a file without a role is imported, and warned of unless its customer may use our own credentials", async () => {
  const file = written("plain", "account: '123456789012'");
  expect(await toban(["import", file])).toMatchObject({
    code: 0,
    stderr: `${file}:8:7: warning: without a role nothing is done at AWS: AWS_OWN_ACCOUNT_CUSTOMERS does not name "plain"\n`,
  });
  expect((await toban(["import", written("house", "account: '123456789012'")])).stderr).toBe("");
});
