import fc from "fast-check";
import { expect, it } from "vitest";
import { externalIdsOfOthers, mayUseOwnCredentials, sharedRoles } from "./cloudAccess.ts";
import { readCustomerFile } from "./file.ts";
import { found, marked } from "./testFiles.ts";

it.each([
  ["acme", [], false],
  ["acme", ["acme-2"], false],
  ["acme", ["other", "acme"], true],
  ["acme", ["*"], true],
] as const)("[R2.4] whether %s may use our own credentials, where %j may: %s", (customer, named, may) => {
  expect(mayUseOwnCredentials(customer, named)).toBe(may);
});

it("[R2.4] the first customer to name an external id owns it, so no two customers ever send the same one", () => {
  const imports = fc.array(
    fc.record({
      customer: fc.constantFrom("acme", "beta", "gamma"),
      system: fc.constant("shop"),
      externalId: fc.constantFrom("one", "two", "shared-before"),
    }),
  );
  fc.assert(
    fc.property(imports, (all) => {
      const owners = new Map<string, string | null>([["shared-before", null]]);
      const sent = new Map<string, Set<string>>();
      for (const one of all) {
        if (!owners.has(one.externalId)) owners.set(one.externalId, one.customer);
        if (externalIdsOfOthers([one], owners).length > 0) continue;
        sent.set(one.externalId, (sent.get(one.externalId) ?? new Set()).add(one.customer));
      }
      for (const senders of sent.values()) expect(senders.size).toBe(1);
      expect(sent.has("shared-before")).toBe(false);
    }),
  );
});

it("[R2.4] tells the roles that another customer names too", () => {
  const role = (customer: string, name: string) => ({ customer, system: "shop", role: `arn:${name}` });
  const all = [role("acme", "a"), role("acme", "b"), role("beta", "b"), role("gamma", "b")];
  expect(sharedRoles([role("acme", "a"), role("acme", "b")], all)).toEqual([
    { ...role("acme", "b"), others: ["beta", "gamma"] },
  ]);
});

it("[R2.4] warns of a system without a role, unless the customer may use our own credentials", () => {
  const { text, at } = marked("systems: { shop: { cloud: ▸{ account: '123456789012' } }, blog: {} }");
  const warned = (ownAccountCustomers?: string[]) =>
    found(readCustomerFile(text, null, { ...(ownAccountCustomers && { ownAccountCustomers }) }).warnings);
  expect(warned([])).toEqual([
    `${at}: without a role nothing is done at AWS: AWS_OWN_ACCOUNT_CUSTOMERS does not name "acme"`,
  ]);
  expect(warned(["acme"])).toEqual([]);
  expect(warned()).toEqual([]);
});

it("[R2.4] an external id that AWS does not take is refused, and not repeated", () => {
  const { text, at } = marked("systems: { shop: { cloud: { externalId: ▸'hunter 2' } } }");
  expect(found(readCustomerFile(text).faults)).toEqual([
    `${at}: expected an external id as AWS takes it: 2 or more letters, digits and +=,.@:/-_`,
  ]);
});
