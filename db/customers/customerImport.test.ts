import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readCustomerFile } from "../../domain/customers/file.ts";
import { hashedSourceKey, issueSourceKey } from "../alerts/sourceKeys.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { type ImportedFile, importCustomers } from "./customerImport.ts";
import { configurationVersion, currentConfiguration } from "./customers.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate customers, customer_versions, sources, source_keys`);

const now = new Date("2026-11-22T00:00:00Z");

function file(
  customer: string,
  change: { plan?: string; sources?: string; comment?: string } = {},
): ImportedFile {
  const { plan = "basic", sources = "{ demo: { kind: native } }", comment = "" } = change;
  const text = `customer: ${customer}\nname: ${customer}社\nplan: ${plan}\nsources: ${sources}\nrules: [{}]\n${comment}`;
  return { fileName: `${customer}.yaml`, text, configuration: readCustomerFile(text).configuration! };
}

const load = (...files: ImportedFile[]) => importCustomers(database.db, files, { importedBy: "sato" }, now);
const versions = () => database.sql`select id from customer_versions order by id`;

it("[R2.x] brings a file into force, once", async () => {
  const [first] = await load(file("acme"));
  expect(first).toMatchObject({ customer: "acme", outcome: "new", version: expect.any(Number) });
  expect(await currentConfiguration(database.db, "acme")).toEqual({
    version: first!.version,
    configuration: file("acme").configuration,
  });
  const [again] = await load(file("acme"));
  expect(again).toEqual({ ...first, outcome: "unchanged", differences: [] });
  expect(await versions()).toHaveLength(1);
});

it("[R2.x] keeps every version, so that an incident stays with the one it began under", async () => {
  const [first] = await load(file("acme"));
  const [second] = await load(file("acme", { plan: "full" }));
  expect(second).toMatchObject({
    outcome: "changed",
    differences: [{ path: "plan", before: "basic", after: "full" }],
  });
  expect((await configurationVersion(database.db, first!.version!)).plan).toBe("basic");
  expect((await configurationVersion(database.db, second!.version!)).plan).toBe("full");
  expect((await currentConfiguration(database.db, "acme"))?.version).toBe(second!.version);
});

it("[R2.x] keeps the text of a file in which only comments changed", async () => {
  await load(file("acme"));
  expect(await load(file("acme", { comment: "# reviewed" }))).toMatchObject([
    { outcome: "changed", differences: [] },
  ]);
  expect(await versions()).toHaveLength(2);
});

it("[R2.x] changes nothing in a dry run", async () => {
  await load(file("acme"));
  const dry = await importCustomers(
    database.db,
    [file("acme", { sources: "{}" }), file("new")],
    { importedBy: "sato", dryRun: true },
    now,
  );
  expect(dry).toMatchObject([
    { outcome: "changed", differences: [{ kind: "removed", path: "sources.demo" }] },
    { outcome: "new", version: null },
  ]);
  expect(await versions()).toHaveLength(1);
  expect(await currentConfiguration(database.db, "new")).toBeNull();
});

it("[R2.x] imports all files or none", async () => {
  const broken = { ...file("beta"), configuration: { ...file("beta").configuration, name: null as never } };
  await expect(load(file("acme"), broken)).rejects.toThrow();
  expect(await currentConfiguration(database.db, "acme")).toBeNull();
  expect(await versions()).toHaveLength(0);
});

it("[R2.x] retires a source that left the file, and restores it with its keys", async () => {
  const inForce = () => database.sql`
    select k.key_hash from source_keys k join sources s on s.customer = k.customer and s.name = k.source
    where k.revoked_at is null and s.retired_at is null`;
  await load(file("acme"));
  const key = await issueSourceKey(
    database.db,
    { customer: "acme", source: "demo", revokeEarlier: false },
    now,
  );
  expect(await inForce()).toEqual([{ key_hash: hashedSourceKey(key) }]);
  await load(file("acme", { sources: "{ other: { kind: native } }" }));
  expect(await inForce()).toEqual([]);
  await load(file("acme", { sources: "{ demo: { kind: grafana } }" }));
  expect(await inForce()).toHaveLength(1);
  expect(
    await database.sql`select name, kind, retired_at is null as here from sources order by name`,
  ).toEqual([
    { name: "demo", kind: "grafana", here: true },
    { name: "other", kind: "native", here: false },
  ]);
});

it("takes back a customer that was retired", async () => {
  await load(file("acme"));
  await database.sql`update customers set retired_at = now()`;
  expect(await currentConfiguration(database.db, "acme")).toBeNull();
  expect(await load(file("acme"))).toMatchObject([{ outcome: "changed" }]);
  expect(await currentConfiguration(database.db, "acme")).not.toBeNull();
});

it("lets two imports at once go one after the other", async () => {
  const results = await Promise.all([load(file("acme")), load(file("acme")), load(file("acme"))]);
  expect(
    results
      .flat()
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(["new", "unchanged", "unchanged"]);
});
