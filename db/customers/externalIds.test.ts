import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readCustomerFile } from "../../domain/customers/file.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { importCustomers } from "./customerImport.ts";
import { externalIdFor, externalIdMadeFor } from "./externalIds.ts";

const now = new Date("2026-11-30T00:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 10 });
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate customers, customer_versions, sources, external_ids`);

function file(customer: string, cloud: Record<string, string | null>) {
  const systems = JSON.stringify({ shop: { cloud }, blog: {} });
  const text = `customer: ${customer}\nname: A\nplan: basic\nrules: [{}]\nsystems: ${systems}\n`;
  return { fileName: `${customer}.yaml`, text, configuration: readCustomerFile(text).configuration! };
}
const load = (dryRun: boolean, ...files: ReturnType<typeof file>[]) =>
  importCustomers(database.db, files, { importedBy: "sato", dryRun }, now);
const sent = (customer: string, named: string | null) => externalIdFor(database.db, customer, named, now);

it("[R2.4] is made once for a customer, however many ask at once, and differs from all others", async () => {
  const asked = Array.from({ length: 10 }, () => externalIdMadeFor(database.db, "acme", now));
  const [id, ...others] = new Set(await Promise.all(asked));
  expect(others).toEqual([]);
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(await sent("acme", null)).toBe(id);
  expect(await sent("acme", id!)).toBe(id);
  expect(await externalIdMadeFor(database.db, "other", now)).not.toBe(id);
});

it("[R2.4] is refused in another customer's file, also where Toban made it", async () => {
  const made = await externalIdMadeFor(database.db, "acme", now);
  await load(false, file("acme", { externalId: "acme-7f3a" }));
  for (const externalId of ["acme-7f3a", made])
    for (const dryRun of [true, false])
      await expect(load(dryRun, file("other", { externalId }))).rejects.toMatchObject({
        code: "foreign_external_id",
        places: [{ customer: "other", system: "shop" }],
      });
  expect(await database.sql`select id from customers`).toEqual([{ id: "acme" }]);
  await expect(sent("other", "acme-7f3a")).rejects.toMatchObject({ code: "foreign_external_id" });
  await load(false, file("acme", { externalId: made }));
});

it("[R2.4] stays with the customer whose earlier version named it, for incidents begun under that version", async () => {
  await load(false, file("acme", { externalId: "acme-7f3a" }));
  await load(false, file("acme", { externalId: null }));
  await database.sql`update customers set retired_at = now()`;
  await expect(load(false, file("other", { externalId: "acme-7f3a" }))).rejects.toThrow();
  expect(await sent("acme", "acme-7f3a")).toBe("acme-7f3a");
});

it("[R2.4] goes to one of two customers that name it at the same time", async () => {
  const names = ["acme", "beta", "gamma", "delta"];
  const given = names.map((name) => file(name, { externalId: "msp-1" }));
  const done = await Promise.allSettled([
    ...given.map((one) => load(false, one)),
    ...names.map((name) => sent(name, "msp-1")),
  ]);
  const passed = done.flatMap(({ status }, index) => (status === "fulfilled" ? names[index % 4] : []));
  expect(new Set(passed).size).toBe(1);
  await expect(load(true, ...given)).rejects.toThrow();
});

it("[R2.4] goes to the first of two files of one import, which is refused as a whole", async () => {
  const both = [file("acme", { externalId: "msp-1" }), file("beta", { externalId: "msp-1" })];
  for (const dryRun of [true, false])
    await expect(load(dryRun, ...both)).rejects.toMatchObject({
      places: [{ customer: "beta", system: "shop" }],
    });
  expect(await database.sql`select * from external_ids`).toEqual([]);
});

it("[R2.4] reports roles that other customers' files in force also name", async () => {
  const role = "arn:aws:iam::123456789012:role/toban";
  await load(false, file("acme", { role }), file("gone", { role }));
  await database.sql`update customers set retired_at = now() where id = 'gone'`;
  const [result] = await load(true, file("beta", { role }));
  expect(result?.sharedRoles).toEqual([{ customer: "beta", system: "shop", role, others: ["acme"] }]);
  const [moved] = await load(true, file("acme", { role: `${role}-2` }));
  expect(moved?.sharedRoles).toEqual([]);
});

it("[R2.4] from before the rule belongs to the one customer that named it, and to none if several did", async () => {
  const given = givenRows(database.db, () => now);
  for (const [customer, externalId] of [
    ["acme", "acme-7f3a"],
    ["beta", "msp-1"],
    ["gamma", "msp-1"],
    ["delta", null],
  ] as const)
    await given.customer(customer, file(customer, { externalId }).configuration);
  const [, , insert] = readFileSync("db/migrations/0016_external_ids.sql", "utf8").split(
    "--> statement-breakpoint",
  );
  await database.sql.unsafe(insert!);
  expect(await database.sql`select external_id, customer, made from external_ids order by 1`).toEqual([
    { external_id: "acme-7f3a", customer: "acme", made: false },
    { external_id: "msp-1", customer: null, made: false },
  ]);
  for (const name of ["beta", "gamma"]) await expect(sent(name, "msp-1")).rejects.toThrow();
});
