import { expect, it } from "vitest";
import { chatKinds } from "../messages/chat/registry.ts";
import { readCustomerFile } from "./file.ts";
import { call, contact, found, marked, numbers, rule, target } from "./testFiles.ts";

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
  ["chat: { ops: ▸{} }", `expected one of ${chatKinds.join(", ")}, not none of them`],
  ["chat: { ops: ▸{ slack: { channel: C1 }, chatwork: { room: 1 } } }", "not chatwork and slack"],
  ["chat: { ops: { slack: { channel: C1, mention: [▸sato] } } }", "expected a Slack id"],
  ["chat: { ops: { discord: { url: secret:x, mention: [▸sato] } } }", "expected a Discord user's number"],
  ["chat: { ops: { mattermost: { url: secret:x, mention: [▸佐藤] } } }", "expected a Mattermost user's name"],
  [
    'chat: { ops: { mattermost: { url: ▸"ftp://hooks.example" } } }',
    "expected secret:NAME or an https address",
  ],
  ['chat: { ops: { teams: { url: ▸"ftp://hooks.example" } } }', "expected secret:NAME or an https address"],
  [
    'chat: { ops: { teams: { url: ▸"https://ｈooks.example/x" } } }',
    "expected secret:NAME or an https address",
  ],
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
  [target("{ allow: { paths: [▸/**] } }"), "with its first folder written out"],
  [target("{ allow: { paths: [▸/var/../etc/*] } }"), "without .."],
  [target("{ allow: { programs: [▸start] } }"), "expected an absolute path"],
  [target("{ allow: { services: [▸nginx;reboot] } }"), "expected a service's name"],
  [rule("firstResponse: { runbook: reboot-server, maxPerHour: ▸13 }"), "from 1 to 12"],
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
