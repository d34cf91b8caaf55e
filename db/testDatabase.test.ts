import { expect, it } from "vitest";
import { createTestDatabase } from "./testDatabase.ts";

it("gives every caller an empty, migrated database of its own", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.sql`insert into people (name, role, customers, created_at) values ('sato', 'admin', '{}', now())`;
  expect(await one.sql`select name from people`).toHaveLength(1);
  expect(await other.sql`select name from people`).toHaveLength(0);
  await Promise.all([one.drop(), other.drop()]);
});
