import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isPassword } from "../db/people/passwords.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { commandWith } from "./testCommand.ts";

let database: TestDatabase;
let toban: ReturnType<typeof commandWith>;
beforeAll(async () => {
  database = await createTestDatabase();
  toban = commandWith({ DATABASE_URL: database.url });
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate people, api_tokens, login_users, audit_log cascade`);

const password = "correct horse battery";
const addAdmin = (input: string, ...more: string[]) =>
  toban(["user", "add", "当番 一郎", "--role", "admin", "--password", ...more], { input });

describe("toban user", { timeout: 60_000 }, () => {
  it("[RA4] makes the first administrator, with the password from standard input", async () => {
    expect(await addAdmin(`${password}\n`)).toEqual({
      code: 0,
      stdout: "",
      stderr: "Added 当番 一郎 as admin.\n",
    });
    const [row] = await database.sql`
      select username, password from login_users join login_accounts on user_id = login_users.id`;
    expect(row?.username).toBe("当番 一郎");
    expect(await isPassword(row?.password, password)).toBe(true);
  });

  it.each([
    ["nothing", "", /no password on standard input/],
    ["a line end alone", "\n", /no password on standard input/],
    ["two lines", "correct horse\nbattery staple", /one line/],
    ["eleven characters", "elevenchars", /^At least 12 characters/],
    ["201 characters", "xyzw1".repeat(41), /^At most 200 characters/],
    ["the name", "当番　一郎", /^At least 12 characters/],
  ])("[RA3] refuses %s as a password, and adds nobody", async (_what, input, reason) => {
    const { code, stdout, stderr } = await addAdmin(input);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(reason);
    expect(await database.sql`select name from people`).toEqual([]);
  });

  it("[RA4] issues a token that only reads and ends", async () => {
    const args = ["user", "add", "wallboard", "--role", "operator"];
    const { stdout } = await toban([...args, "--token", "--scope", "read", "--expires", "30"]);
    expect(stdout).toMatch(/^[\w-]{43}\n$/);
    const [row] = await database.sql`select scopes, expires_at - issued_at as lasts from api_tokens`;
    expect(row).toEqual({ scopes: ["read"], lasts: "30 days" });
    expect(await toban([...args, "--scope", "read"])).toMatchObject({ code: 1, stdout: "" });
    for (const expires of ["0", "x", "1.5"])
      expect(await toban([...args, "--token", "--expires", expires])).toMatchObject({ code: 1, stdout: "" });
  });

  it("[RA4] shuts a person out, lets them in again, and sets a new password", async () => {
    await addAdmin(password, "--token");
    expect(await toban(["user", "disable", "当番 一郎"])).toMatchObject({ code: 0, stdout: "" });
    expect(await database.sql`select disabled_at is null as works from people`).toEqual([{ works: false }]);
    expect(await database.sql`select revoked_at is null as valid from api_tokens`).toEqual([
      { valid: false },
    ]);
    expect(await addAdmin(password)).toMatchObject({ code: 1, stderr: /toban user enable/ });
    expect(await toban(["user", "enable", "当番 一郎"])).toMatchObject({ code: 0, stdout: "" });
    const input = "another long password";
    expect((await toban(["user", "password", "当番 一郎"], { input })).code).toBe(0);
    const [row] = await database.sql`select password from login_accounts`;
    expect(await isPassword(row?.password, input)).toBe(true);
    expect(await toban(["user", "reset-two-factor", "当番 一郎"])).toMatchObject({
      code: 0,
      stderr: "当番 一郎 had none.\n",
    });
  });

  it("[RA3] names a person that does not exist", async () => {
    for (const verb of ["disable", "enable", "password", "reset-two-factor"]) {
      const { code, stderr } = await toban(["user", verb, "だれか"], { input: password });
      expect([verb, code, stderr]).toEqual([verb, 1, 'There is no person "だれか".\n']);
    }
  });

  it("[R2.7.2] accepts a telephone number of a new range with a warning, but none that may not be called", async () => {
    const add = (phone: string) => toban(["user", "add", "suzuki", "--role", "operator", "--phone", phone]);
    expect(await add("030-1234-5678")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^warning: --phone: no known range .* "030-1234-5678"/),
    });
    expect(await add("060-1234-5678")).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining("warning"),
    });
    for (const refused of ["+1 202-555-0123", "090\u200b-1234-5678", "020-1234-5678"])
      expect(await add(refused), refused).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("--phone:"),
      });
    expect(await database.sql`select phone from people`).toEqual([{ phone: "+816012345678" }]);
    const mail = ["user", "add", "kato", "--role", "operator", "--mail", "ｋａｔｏ@msp.example"];
    expect(await toban(mail)).toMatchObject({ code: 1, stderr: expect.stringContaining("--mail:") });
  });

  it("[RA4] refuses a name that is typed at login like another's, and a mail address that is another's", async () => {
    await toban(["user", "add", "suzuki", "--role", "operator", "--mail", "suzuki@msp.example"]);
    const name = await toban(["user", "add", "ＳＵＺＵＫＩ", "--role", "operator", "--password"], {
      input: password,
    });
    expect(name).toMatchObject({ code: 1, stderr: expect.stringContaining('that of "suzuki"') });
    const mail = ["user", "add", "kato", "--role", "operator", "--mail", "Suzuki@MSP.example"];
    expect(await toban(mail)).toMatchObject({ code: 1, stderr: expect.stringContaining("mail address") });
    expect(await database.sql`select name from people`).toEqual([{ name: "suzuki" }]);
  });

  it("[RA4] is in the audit log, like imports, source keys and secrets", async () => {
    await toban(["import", "examples/acme.yaml"]);
    await toban(["source-key", "acme", "demo"]);
    await toban(["secret", "set", "acme", "web01-key"], {
      input: "hunter2",
      env: { TOBAN_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}` },
    });
    const rows =
      await database.sql`select action, customer, outcome, detail::text from audit_log order by id`;
    expect(rows.map(({ action, customer, outcome }) => [action, customer, outcome])).toEqual([
      ["import", "acme", "done"],
      ["issue-source-key", "acme", "done"],
      ["set-secret", "acme", "done"],
    ]);
    expect(JSON.stringify(rows)).not.toContain("hunter2");
  });

  it("[RA4] is in the audit log, without what was typed", async () => {
    await addAdmin(password);
    await toban(["user", "disable", "だれか"]);
    const rows = await database.sql`select person, action, via, outcome, code from audit_log order by id`;
    const who = { person: expect.stringMatching(/^command:.+/), via: "command" };
    expect(rows).toEqual([
      { ...who, action: "add-person", outcome: "done", code: null },
      { ...who, action: "disable-person", outcome: "refused", code: "unknown_person" },
    ]);
    expect(JSON.stringify(await database.sql`select detail from audit_log`)).not.toContain("horse");
  });
});
