import { expect, it } from "vitest";
import type { CustomerConfiguration } from "./configuration.ts";
import { additions, describeDifference, differences } from "./difference.ts";
import { readCustomerFile } from "./file.ts";

const before = `customer: acme
name: アクメ
plan: basic
contacts: { sato: { name: 佐藤, phone: 090-1234-5678, mail: s@acme.example }, kato: { name: 加藤 } }
chat: { wall: { teams: { url: "https://x.example/abc" } } }
rules:
  - { name: web, match: { node: "web*" }, notify: { mail: { to: [sato] } } }
  - { name: db, match: { node: "db*" }, notify: { mail: { to: [sato] } } }
  - { name: rest }
`;

function configuration(text: string): CustomerConfiguration {
  const read = readCustomerFile(text);
  expect(read.faults).toEqual([]);
  return read.configuration!;
}

const told = (after: string) =>
  differences(configuration(before), configuration(after)).map(describeDifference);

it("[R2.x] finds nothing if nothing changed in effect, whatever the order of mappings", () => {
  expect(
    told(`# a comment\n${before.replace("name: アクメ\nplan: basic", "plan: basic\nname: アクメ")}`),
  ).toEqual([]);
  expect(differences(JSON.parse(JSON.stringify(configuration(before))), configuration(before))).toEqual([]);
});

it("[R2.x] lists what is added, changed and removed, with path, old and new value", () => {
  const after = before
    .replace("090-1234-5678", "090-1234-0000")
    .replace(", kato: { name: 加藤 }", ", ito: { name: 伊藤 }")
    .replace("[sato] } } }\n  - { name: rest", "[sato] }, chat: [wall] } }\n  - { name: rest");
  expect(told(after)).toEqual([
    '~ contacts.sato.phone: "+819012345678" → "+819012340000"',
    '+ contacts.ito: {"name":"伊藤"}',
    '- contacts.kato: {"name":"加藤"}',
    '~ rules.db.notify.chat: [] → ["wall"]',
  ]);
});

it("[R2.x] lists what a new customer adds", () => {
  expect(additions(configuration(before)).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    "added contacts.sato",
    "added contacts.kato",
    "added chat.wall",
    "added rules.web",
    "added rules.db",
    "added rules.rest",
  ]);
});

it("[R2.x] lists rules that changed places", () => {
  const [customer, web, db, rest] = before.split(/^(?= {2}- )/m);
  expect(told([customer, db, web, rest].join(""))).toEqual([
    '~ order of rules: ["web","db","rest"] → ["db","web","rest"]',
  ]);
});

it("[R2.4] shows no address that is a credential", () => {
  const changed = told(before.replace("abc", "def"));
  expect(changed).toEqual(["~ chat.wall.url: (an address, not shown) → (an address, not shown)"]);
  const gone = told(before.replace(/chat: .*\n/, ""));
  expect(gone.join()).not.toContain("x.example");
});
