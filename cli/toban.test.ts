import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { recordRunningSystem } from "../config/runningSystem.ts";
import { readSecret } from "../db/customers/secrets.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { openVault } from "../db/vault.ts";
import { testDirectory } from "../dev/testDirectory.ts";
import { commandWith, processWith } from "./testCommand.ts";

const example = "examples/acme.yaml";
const vaultKey = Buffer.alloc(32, 7);
const directory = testDirectory();

let database: TestDatabase;
let toban: ReturnType<typeof commandWith>;
let tobanProcess: ReturnType<typeof processWith>;
beforeAll(async () => {
  database = await createTestDatabase();
  const environment = {
    DATABASE_URL: database.url,
    TOBAN_ENCRYPTION_KEYS: `test:${vaultKey.toString("base64")}`,
    TOBAN_STATE_DIR: directory,
  };
  toban = commandWith(environment);
  tobanProcess = processWith(environment);
});
afterAll(() => database.drop());
beforeEach(
  () =>
    database.sql`truncate customers, customer_versions, sources, source_keys, people, api_tokens, secrets`,
);

function written(name: string, content: string | Buffer): string {
  const file = path.join(directory, name);
  writeFileSync(file, content);
  return file;
}

const small = (customer: string) => `customer: ${customer}\nname: A\nplan: basic\nrules: [{}]\n`;
const stored = async () => (await database.sql`select id from customers order by id`).map(({ id }) => id);

it("[R2.x] imports the example, warns on standard error, and says when nothing changed", async () => {
  const first = await toban(["import", example]);
  expect(first).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^acme: new, version \d+ is in force.*\n$/),
  });
  expect(first.stderr).toContain(`${example}:75:16: warning: secret "web01-key" is not set yet`);
  const again = await toban(["import", example]);
  expect(again.stdout).toMatch(/^acme: unchanged, version \d+ stays in force/);
});

it("[R2.x] shows in a dry run what would change, and changes nothing", async () => {
  const file = written("dry.yaml", small("dry"));
  await toban(["import", file]);
  written("dry.yaml", small("dry").replace("basic", "full"));
  const dry = await toban(["import", "--dry-run", file]);
  expect(dry).toEqual({
    code: 0,
    stdout: `dry: would be changed (${file})\n  ~ plan: "basic" → "full"\n`,
    stderr: "",
  });
  expect((await toban(["import", file])).stdout).toContain("dry: changed");
});

it("[R2.x] refuses every mistake of every file at once, as FILE:LINE:COLUMN, and imports none of them", async () => {
  const bad = written("bad.yaml", `${small("bad").replace("basic", "gold")}colour: blue\n`);
  const sjis = written(
    "sjis.yaml",
    Buffer.concat([Buffer.from("customer: a\nname: "), Buffer.from([0x93, 0xfa])]),
  );
  const twice = [written("one.yaml", small("good")), written("two.yaml", small("good"))];
  const missing = path.join(directory, "missing.yaml");
  const { code, stdout, stderr } = await toban(["import", bad, sjis, ...twice, missing]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trim().split("\n")).toEqual([
    `${bad}:3:7: expected basic, standard, professional or full, not "gold"`,
    expect.stringContaining(`${bad}:5:1: unknown field "colour"`),
    `${sjis}:2:7: expected text in UTF-8 (not Shift_JIS)`,
    `${twice[1]}:1:11: customer "good" is in ${twice[0]} too`,
    `${missing}:1:1: the file cannot be read: ENOENT`,
  ]);
  expect(await stored()).toEqual([]);
});

it("[RA3] refuses a webhook that nothing would be posted to, at its place", async () => {
  const webhook = (url: string) =>
    written("webhook.yaml", `${small("hooked")}chat:\n  wall: { teams: { url: "${url}" } }\n`);
  const imported = async (url: string, ALLOW_NETWORKS?: string) => {
    const file = webhook(url);
    const { code, stderr } = await toban(["import", "--dry-run", file], { env: { ALLOW_NETWORKS } });
    const faults = stderr
      .trim()
      .split("\n")
      .filter((line) => !line.includes("warning:"));
    expect(faults.every((line) => line.startsWith(`${file}:6:25: expected`) || line === "")).toBe(true);
    expect(stderr).toContain("6:25: warning: whoever knows this address");
    return [code, faults.join()];
  };
  for (const url of ["http://203.0.113.9/token", "http://no-such-host.invalid/token"])
    expect(await imported(url), url).toEqual([1, expect.stringContaining("expected an https address")]);
  for (const url of ["https://10.0.0.9/token", "http://localhost:9/token", "https://169.254.169.254/token"])
    expect(await imported(url), url).toEqual([1, expect.stringContaining("ALLOW_NETWORKS does not hold it")]);
  expect(await imported("http://localhost:9/token", "127.0.0.0/8,::1")).toEqual([0, ""]);
  expect(await imported("http://203.0.113.9/token", "203.0.113.0/24")).toEqual([0, ""]);
  expect(await imported("https://no-such-host.invalid/token")).toEqual([0, ""]);
});

it("[RA3] refuses it as a secret too, whichever of file and secret comes first", async () => {
  const file = written("secret.yaml", `${small("hooked")}chat: { wall: { teams: { url: secret:teams } } }\n`);
  const set = (input: string) => toban(["secret", "set", "hooked", "teams"], { input });
  const inClear = "http://203.0.113.9/token";
  expect((await set(inClear)).code).toBe(0);
  const refused = await toban(["import", file]);
  expect(refused).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining(`${file}:5:31: secret "teams": expected an https address`),
  });
  expect((await set("https://hooks.example/token")).code).toBe(0);
  expect((await toban(["import", file])).code).toBe(0);
  const again = await set(inClear);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("expected an https address") });
  expect(refused.stderr + again.stderr).not.toContain("203.0.113.9");
  expect((await toban(["import", file])).code).toBe(0);
});

it("names the file as it was given, wherever npm was called", async () => {
  written("here.yaml", small("here").replace("basic", "gold"));
  const env = { npm_lifecycle_event: "toban", INIT_CWD: directory };
  expect((await toban(["import", "here.yaml"], { env })).stderr).toMatch(/^here\.yaml:3:7: /);
});

it("prints a source key and nothing else on standard output", async () => {
  await toban(["import", example]);
  const { code, stdout, stderr } = await tobanProcess(["source-key", "acme", "demo"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^[a-z0-9]{32}\n$/);
  const renewed = await toban(["source-key", "acme", "demo", "--revoke"]);
  const valid = await database.sql`select key_hash from source_keys where revoked_at is null`;
  expect(valid).toEqual([{ key_hash: createHash("sha256").update(renewed.stdout.trim()).digest("hex") }]);
  const refused = await toban(["source-key", "acme", "nope"]);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toBe(
    'Customer "acme" has no source "nope"; it has dashboards, demo, legacy, prometheus, scripts.\n',
  );
});

it("adds a person and prints the token alone", async () => {
  const { code, stdout } = await toban([
    "user",
    "add",
    "suzuki",
    "--role",
    "operator",
    "--phone",
    "090-1111-2222",
    "--token",
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^[\w-]{43}\n$/);
  expect(await database.sql`select name, role, phone from people`).toEqual([
    { name: "suzuki", role: "operator", phone: "+819011112222" },
  ]);
  const badPhone = await toban(["user", "add", "kato", "--role", "operator", "--phone", "119", "--token"]);
  expect(badPhone).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^--phone: .*"119"\n$/),
  });
  const badRole = await toban(["user", "add", "kato", "--role", "chief", "--token"]);
  expect(badRole).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("operator, admin, customer"),
  });
  expect(await database.sql`select name from people`).toHaveLength(1);
});

it("[R2.4] stores a secret from standard input, also before its customer is imported", async () => {
  const set = await tobanProcess(["secret", "set", "acme", "web01-key"], { input: "hunter2\n" });
  const stderr = "Stored secret web01-key of acme, whose file is not imported yet.\n";
  expect(set).toEqual({ code: 0, stdout: "", stderr });
  const vault = openVault([{ id: "test", key: vaultKey }]);
  expect(await readSecret(database.db, vault, "acme", "web01-key")).toBe("hunter2");
  expect((await toban(["import", example])).stderr).not.toContain('secret "web01-key"');
  for (const [customer, name] of [
    ["acme", "a b"],
    ["a/b", "k"],
  ] as const)
    expect(await toban(["secret", "set", customer, name], { input: "x" })).toMatchObject({
      code: 1,
      stdout: "",
    });
});

it("[R2.4] encrypts all secrets under a new key, and writes that down", async () => {
  await toban(["secret", "set", "acme", "web01-key"], { input: "hunter2" });
  const next = Buffer.alloc(32, 8);
  const keys = `next:${next.toString("base64")},test:${vaultKey.toString("base64")}`;
  expect(await toban(["secret", "rotate"], { env: { TOBAN_ENCRYPTION_KEYS: keys } })).toMatchObject({
    code: 0,
    stdout: "",
    stderr: expect.stringMatching(/^Encrypted under key next: 1 secrets and 0 second factors anew/),
  });
  const vault = openVault([{ id: "next", key: next }]);
  expect(await readSecret(database.db, vault, "acme", "web01-key")).toBe("hunter2");
  const audit = await database.sql`select detail, outcome from audit_log where action = 'rotate-secrets'`;
  expect(audit).toEqual([{ detail: { key: "next" }, outcome: "done" }]);
});

it("finds the system that runs with the same state directory, and exits with 2 if there is none", async () => {
  const TOBAN_STATE_DIR = testDirectory();
  const env = { TOBAN_STATE_DIR, DATABASE_URL: undefined };
  const none = await toban(["import", example], { env });
  expect(none).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("The system cannot be reached"),
  });
  recordRunningSystem(TOBAN_STATE_DIR, {
    startedAt: "2026-11-22T00:00:00.000Z",
    api: "http://127.0.0.1:8080",
    variables: { DATABASE_URL: database.url },
  });
  expect(await toban(["import", example], { env })).toMatchObject({ code: 0 });
});

it("works in another terminal, where operators' mail or chat was set only for the start", async () => {
  const TOBAN_STATE_DIR = testDirectory();
  recordRunningSystem(TOBAN_STATE_DIR, {
    startedAt: "2026-11-22T00:00:00.000Z",
    api: "http://127.0.0.1:8080",
    // OPERATORS_MAIL=noc@msp.example ./temporal-dev.sh, with the sandbox's telephone and mail.
    variables: {
      DATABASE_URL: database.url,
      SMTP_URL: "smtp://127.0.0.1:1025",
      TWILIO_ACCOUNT_SID: "AC1",
      TWILIO_AUTH_TOKEN: "t",
      TWILIO_FROM: "+81312345678",
    },
  });
  const env = { TOBAN_STATE_DIR, DATABASE_URL: undefined };
  expect(await toban(["import", example], { env })).toMatchObject({ code: 0 });
});

it("answers 2 for a database that is down or has no tables, without its password", async () => {
  const addresses = ["postgres://u:hunter2@127.0.0.1:1/toban", database.url.replace(/\/[^/]*$/, "/postgres")];
  for (const DATABASE_URL of addresses) {
    const { code, stdout, stderr } = await tobanProcess(["source-key", "acme", "demo"], {
      env: { DATABASE_URL },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^The system cannot be reached: its database .*\n$/);
    expect(stderr).not.toContain("hunter2");
  }
});

it("explains itself", async () => {
  const help = await tobanProcess(["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  for (const command of ["import", "source-key", "user", "secret", "hostkey"])
    expect(help.stdout).toContain(command);
  expect((await toban(["import"])).code).toBe(1);
  expect((await toban(["nonsense"])).code).toBe(1);
});
