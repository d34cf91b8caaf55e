import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCustomerFile } from "./file.ts";

/** A file without mistakes around the lines of a test. */
function fileWith(lines: string): string {
  const given = new Set(lines.match(/^\w+(?=:)/gm));
  const rest = {
    customer: "customer: acme",
    name: "name: 株式会社アクメ",
    plan: "plan: full",
    contacts:
      "contacts: { sato: { name: 佐藤, phone: 090-1234-5678, mail: s@acme.example }, kato: { name: 加藤 } }",
    chat: "chat: { ops: { slack: { channel: C1 } } }",
    rules: "rules: [{ match: {}, notify: { mail: { to: [sato] } } }]",
  };
  return [lines, ...Object.entries(rest).flatMap(([key, line]) => (given.has(key) ? [] : line))].join("\n");
}

/** Where `▸` stands in a file, and the file without it. */
function marked(lines: string): { text: string; at: string } {
  const before = lines.slice(0, lines.indexOf("▸")).split("\n");
  return { text: fileWith(lines.replace("▸", "")), at: `${before.length}:${before.at(-1)!.length + 1}` };
}

const found = (remarks: { line: number; column: number; message: string }[]) =>
  remarks.map(({ line, column, message }) => `${line}:${column}: ${message}`);

const rule = (body: string) => `rules:\n  - match: {}\n    ${body}`;
const contact = (body: string) => `contacts:\n  sato: { name: 佐藤, ${body} }\nrules: [{}]`;
const target = (body: string) => `systems:\n  shop:\n    targets:\n      web01: ${body}`;
const call = (body: string) => rule(`notify: { call: { list: [sato], ${body} } }`);
const numbers = (count: number) => Array.from({ length: count }, () => "sato");

it.each<[string, string]>([
  ["customer: ▸acme web", 'expected an id of letters, digits, -, _ and ., not "acme web"'],
  ["plan: ▸gold", 'expected basic, standard, professional or full, not "gold"'],
  ["name: ▸12", "expected the customer's name, not 12 without quotes"],
  ["timezone: ▸Asia/Tokio", 'expected a time zone such as Asia/Tokyo, not "Asia/Tokio"'],
  ["▸colour: blue", 'unknown field "colour": expected one of customer, name, plan'],
  ['calendar: { businessHours: ▸"Mon-Fri 9-18" }', "expected weekly hours"],
  ["calendar: { holidays: ▸us }", 'expected japan or none, not "us"'],
  ["calendar: { closed: [2026-12-29, ▸2026-02-30] }", "expected a date or two"],
  ["contacts: { sato: ▸{ mail: s@acme.example } }\nrules: [{}]", '"name" is missing'],
  ["contacts: { sato: { name: x }, ▸a b: { name: y } }\nrules: [{}]", "expected an id"],
  ["contacts: { sato: ▸}\nrules: [{}]", "expected a mapping with name, reading"],
  [
    contact("phone: ▸090-1234"),
    'expected a phone number such as 090-1234-5678 or +819012345678, not "090-1234"',
  ],
  [contact("phone: ▸110"), "emergency and short numbers are refused"],
  [contact("phone: ▸+81570000000"), 'toll-free and service numbers are refused, not "+81570000000"'],
  [contact("mail: ▸sato@"), 'expected a mail address, not "sato@"'],
  ["chat: { ops: ▸{} }", "expected one of slack, chatwork, teams, not none of them"],
  ["chat: { ops: ▸{ slack: { channel: C1 }, chatwork: { room: 1 } } }", "not slack and chatwork"],
  ["chat: { ops: { slack: { channel: C1, mention: [▸sato] } } }", "expected a Slack id"],
  ["sources: { p: { kind: ▸promtheus } }", "expected native, alertmanager"],
  ["sources: { p: { kind: native, match: ▸[{ subject: x }] } }", "for sources of kind mail alone"],
  ['sources: { p: { kind: mail, match: [{ subject: ▸"(" }] } }', "expected a regular expression"],
  ['sources: { p: { kind: mail, match: [{ subject: ▸"(?<host>x)" }] } }', 'unknown group "host"'],
  ['sources: { p: { kind: mail, match: [{ subject: "x", firing: ▸[A] }] } }', "needs a group (?<event>…)"],
  [target("{ ec2: ▸web01 }"), "expected an instance's id such as i-0abc123"],
  [target("{ autoscale: ▸maybe }"), 'expected true or false, not "maybe"'],
  [target("{ connect: { port: ▸0 } }"), "expected a port number from 1 to 65535, not 0"],
  [target("{ connect: { become: ▸doas } }"), "expected sudo, su or none"],
  [target("{ connect: { via: ▸bastion } }"), 'there is no target "bastion" to connect through'],
  [target("{ connect: { via: ▸web01 } }"), "in a circle: web01 → web01"],
  [target("{ downtime: [{ every: ▸Sunday }] }"), "expected weekly hours such as"],
  [target('{ downtime: [▸{ from: "2026-12-01T00:00+09:00" }] }'), "expected either every, or from and until"],
  [
    target('{ downtime: [{ from: "2026-12-01T00:00+09:00", until: ▸"2026-11-30T16:00+01:00" }] }'),
    "expected a time after 2026-12-01T00:00+09:00",
  ],
  ["systems: { shop: { emergency: [▸tanaka] } }", 'there is no contact "tanaka"; there are sato, kato'],
  [rule("notify: { mail: { to: [▸tanaka] } }"), 'there is no contact "tanaka"'],
  [rule("notify: { mail: { to: [▸kato] } }"), 'contact "kato" has no mail address'],
  [rule("notify: { mail: { to: ▸[] } }"), "expected a list with at least one contact, not an empty list"],
  [rule("notify: { chat: [▸all] }"), 'there is no chat destination "all"; there is ops'],
  [rule("notify: { call: { list: [sato, ▸kato] } }"), 'contact "kato" has no phone'],
  [
    rule(`notify: { call: { list: [${numbers(10)}, ▸sato] } }`),
    'expected at most 10 numbers; "sato" is the 11th',
  ],
  [
    rule(`escalation: { operatorCalls: { afterHours: [${numbers(5)}, ▸sato] } }`),
    "expected at most 5 people",
  ],
  [rule("escalation: { operatorCalls: ▸{} }"), "expected somebody in businessHours or afterHours"],
  [call("skipMinutes: ▸2"), "expected whole minutes from 3 to 1440, not 2"],
  [call("skipMinutes: ▸1441"), "expected whole minutes from 3 to 1440, not 1441"],
  [call("skipMinutes: ▸60.5"), "expected whole minutes from 3 to 1440, not 60.5"],
  [call("retries: ▸11"), "expected a whole number of retries from 0 to 10, not 11"],
  [call("ringSeconds: ▸0"), "expected whole seconds from 1 to 180, not 0"],
  [call("mode: ▸both"), 'expected sequential or simultaneous, not "both"'],
  [rule("repeatMinutes: ▸-1"), "expected whole minutes, 0 for never"],
  [rule("closeAfterMinutes: ▸0"), "expected whole minutes from 1"],
  [rule("firstResponse: ▸{ start: operator }"), '"runbook" is missing'],
  [
    rule('notify: { mail: { to: [sato], template: { subject: ▸"{{ nodes }}" } } }'),
    'unknown variable "nodes"',
  ],
  [rule('notify: { mail: { to: [sato], template: { body: ▸"{% if node %}" } } }'), "the template is wrong"],
  ["rules:\n  - { name: a }\n  - { name: ▸a }", 'a rule before this one is called "a" too'],
  ["rules:\n  - match: ▸{ node: web01 }", "expected the last rule to match everything: match: {}"],
  ["rules:\n  - match: ▸{ system: '*' }", "expected the last rule to match everything"],
  ["rules: ▸[]", "expected a list of rules, the last one with match: {}"],
])("[R2.x] refuses %s", (lines, message) => {
  const { text, at } = marked(lines);
  const { configuration, faults } = readCustomerFile(text);
  expect(found(faults)).toEqual([expect.stringContaining(`${at}: `)]);
  expect(faults[0]!.message).toContain(message);
  expect(configuration).toBeNull();
});

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

it("says once what a value of the wrong type breaks elsewhere", () => {
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
  [target('{ downtime: ▸[{ every: "Sun 02:00-04:00" }] }'), "not yet in force: alerts are handled in"],
  [rule("firstResponse: ▸{ runbook: reboot-server }"), "not yet in force: no runbook is started"],
  [rule("escalation: ▸{ mail: { to: [sato] } }"), "not yet in force: nothing is escalated"],
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

it("takes digits as they are written, quoted or not, and anchors as what they stand for", () => {
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

it("[RA3] finds a place inside the file for whatever is wrong with it", () => {
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
