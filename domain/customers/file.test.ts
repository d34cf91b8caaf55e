import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCustomerFile } from "./file.ts";
import { contact, fileWith, found, marked, rule, target } from "./testFiles.ts";

it("[R2.x] shows all of twelve mistakes, in the order of the file", () => {
  const text = `customer: acme
name: 株式会社アクメ
plan: gold
calendar: { businessHours: "Mon-Fri 9-18" }
contacts:
  sato: { name: 佐藤, phone: 0120-123-456, mail: sato@acme.example }
  suzuki: { name: 鈴木, fax: 03-1234-5678 }
systems:
  shop:
    targets:
      web01: { connect: { key: my-private-key, via: web02 } }
      web02: { connect: { via: web01 } }
rules:
  - name: web
    match: { node: "web*", level: [urgent] }
    notify:
      mail: { to: [sato, tanaka], template: { subject: "{{ server }}" } }
      call: { list: [sato, suzuki], skipMinutes: 1 }
  - match: { node: "*", time: afterHours }
name: アクメ
`;
  const { configuration, faults } = readCustomerFile(text);
  expect(configuration).toBeNull();
  expect(found(faults)).toEqual([
    '3:7: expected basic, standard, professional or full, not "gold"',
    '4:28: expected weekly hours such as "Mon-Fri 09:00-18:00, Sat 09:00-12:00", not "Mon-Fri 9-18"',
    '6:28: expected a person\'s phone number; toll-free and service numbers are refused, not "0120-123-456"',
    '7:23: unknown field "fax": expected one of name, reading, company, phone, mail',
    "11:32: expected secret:NAME, with the value itself stored by `toban secret set`",
    "11:53: the connection goes in a circle: web01 → web02 → web01",
    '15:36: expected low, middle or high, not "urgent"',
    '17:26: there is no contact "tanaka"; there are sato, suzuki',
    expect.stringMatching(/^17:56: the template is wrong: unknown variable "server"; known are event, node/),
    '18:28: contact "suzuki" has no phone',
    "18:50: expected whole minutes from 3 to 1440, not 1",
    "19:12: expected the last rule to match everything: match: {}",
    '20:1: "name" stands here a second time',
  ]);
});

it("reports a value of the wrong type only once, whatever it breaks elsewhere", () => {
  const { text, at } = marked("contacts: ▸[sato]\nchat:\nrules: [{ notify: { mail: { to: [sato] } } }]");
  expect(found(readCustomerFile(text).faults)).toEqual([`${at}: expected a mapping of contacts, not a list`]);
});

it("[R2.4] never repeats what may be a credential", () => {
  const faults = [
    target("{ connect: { key: hunter2, passphrase: hunter2, password: hunter2, becomePassword: hunter2 } }"),
    "chat: { ops: { teams: { url: hunter2 } } }",
  ].flatMap((lines) => readCustomerFile(fileWith(lines)).faults);
  expect(faults).toHaveLength(5);
  expect(JSON.stringify(faults)).not.toContain("hunter2");
});

it.each<[string, string]>([
  ["", "1:1: expected a customer's file, not an empty one"],
  ["# 空", "1:1: expected a customer's file, not an empty one"],
  ["- acme", "1:1: expected a mapping with customer, name"],
  ["customer: [acme", "1:16: not YAML: Flow sequence"],
  ["customer: acme\n\tname: x", "2:1: not YAML: Tabs are not allowed"],
  ["customer: *acme", "1:11: *acme stands for nothing"],
  ["customer: &a { b: *a }", "1:19: *a contains itself"],
  [`${fileWith("")}\n---\n${fileWith("")}`, "8:1: expected one customer in a file"],
  ['customer: "a\\0"', "1:11: expected text without NUL"],
  [
    "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]",
    "1:1: not YAML: too many aliases",
  ],
])("[RA3] refuses %j", (text, fault) => {
  expect(found(readCustomerFile(text).faults)).toEqual([expect.stringContaining(fault)]);
});

it.each<[string, string]>([
  ["sources: { z: { kind: ▸zabbix } }", "not yet in force: alerts from sources of kind zabbix"],
  [contact("phone: ▸030-1234-5678"), 'no known range of telephone numbers holds "030-1234-5678"'],
  [rule("notify: ▸{ chat: [ops] }"), "chat alone is no first response"],
  ["rules:\n  - {}\n  - ▸{ name: late }", "unreachable: a rule before this one matches everything"],
  ["rules:\n  - { name: a, match: { system: ▸shop } }\n  - {}", 'no system fits "shop"'],
  [
    'chat: { ops: { teams: { url: ▸"https://x.example/hook" } } }',
    "whoever knows this address can post there",
  ],
])("warns of %s", (lines, message) => {
  const { text, at } = marked(lines);
  const { configuration, warnings } = readCustomerFile(text);
  expect(configuration).not.toBeNull();
  expect(found(warnings)).toEqual([expect.stringContaining(`${at}: ${message}`)]);
});

it("[R1.5b] warns of a first response that the plan does not include", () => {
  const text = fileWith(`plan: basic\n${rule("firstResponse: { runbook: reboot-server }")}`);
  expect(readCustomerFile(text).warnings.map(({ message }) => message)).toContain(
    "plan basic does not include primary response: it is skipped",
  );
});

it("fills in the defaults, and names what has no name", () => {
  const text =
    "customer: acme\nname: A\nplan: basic\ncontacts: { k: { name: 加藤 } }\nsystems: { shop: }\nrules: [{}]";
  expect(readCustomerFile(text.replace("shop: ", "shop: {} ")).configuration).toEqual({
    customer: "acme",
    name: "A",
    plan: "basic",
    timezone: "Asia/Tokyo",
    calendar: { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan", closed: [] },
    contacts: { k: { name: "加藤", reading: null, company: null, phone: null, mail: null } },
    chat: {},
    sources: {},
    systems: { shop: { name: "shop", cloud: null, emergency: [], targets: {} } },
    rules: [
      {
        name: "rule 1",
        match: { system: null, node: null, alarm: null, level: [], time: null },
        notify: null,
        repeatMinutes: 30,
        closeAfterMinutes: null,
        firstResponse: null,
        escalation: null,
      },
    ],
  });
  const one = fileWith(rule("notify: { call: { list: [sato] } }"));
  expect(readCustomerFile(one).configuration?.rules[0]?.notify?.call).toEqual({
    mode: "sequential",
    list: ["sato"],
    skipMinutes: 60,
    retries: 0,
    ringSeconds: 30,
  });
});

it("reads digits as written, quoted or not, and replaces aliases by their values", () => {
  const text = fileWith(
    `contacts:
  sato: &sato { name: 佐藤, phone: 09012345678, mail: s@acme.example }
  kato: { name: 加藤, phone: +819023456789 }
  again: *sato
chat: { room: { chatwork: { room: 0123, mention: [456] } } }
systems: { shop: { cloud: { account: 012345678901 } } }`,
  );
  const { configuration } = readCustomerFile(text);
  expect(configuration?.contacts.sato?.phone).toBe("+819012345678");
  expect(configuration?.contacts.kato?.phone).toBe("+819023456789");
  expect(configuration?.contacts.again?.mail).toBe("s@acme.example");
  expect(configuration?.chat.room).toEqual({ kind: "chatwork", room: "0123", mention: ["456"] });
  expect(configuration?.systems.shop?.cloud?.account).toBe("012345678901");
});

it("tells which secrets a file needs, and where", () => {
  const text = fileWith(target("{ connect: { key: secret:web01-key } }"));
  expect(readCustomerFile(text).secrets).toEqual([{ name: "web01-key", line: 4, column: 32 }]);
});

it("[RA3] finds the place inside the file of every mistake", () => {
  const example = readFileSync(new URL("../../examples/acme.yaml", import.meta.url), "utf8");
  const slips = fc.constantFrom(
    "",
    "[",
    "{",
    ": ",
    "\n",
    "  ",
    "- ",
    "'",
    "null",
    "&a ",
    "*a",
    "!x ",
    "\u0000",
    "110",
    "{% if %}",
  );
  const slip = fc.tuple(fc.nat(example.length), fc.nat(30), slips);
  fc.assert(
    fc.property(slip, ([start, length, put]) => {
      const text = example.slice(0, start) + put + example.slice(start + length);
      const { configuration, faults, warnings } = readCustomerFile(text);
      const lines = text.split("\n");
      for (const { line, column } of [...faults, ...warnings])
        expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
      expect(configuration === null).toBe(faults.length > 0);
    }),
    { numRuns: 100 },
  );
});

it("reads the example without mistakes", () => {
  const text = readFileSync(new URL("../../examples/acme.yaml", import.meta.url), "utf8");
  const { configuration, faults, warnings } = readCustomerFile(text);
  expect(faults).toEqual([]);
  expect(warnings.filter(({ message }) => !message.startsWith("not yet in force"))).toEqual([]);
  expect(configuration?.rules.map(({ name }) => name)).toEqual([
    "web down",
    "batch log at night",
    "everything else",
  ]);
});
