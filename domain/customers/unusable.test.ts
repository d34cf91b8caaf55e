import { expect, it } from "vitest";
import { mail } from "../customerFields.ts";
import { readCustomerFile } from "./file.ts";
import { problemOfId } from "./identifiers.ts";
import { customerSchema } from "./schema.ts";
import { everyField, fieldsOf, fileWithValue, firstValueOf } from "./testEveryField.ts";
import { contact, found, marked, target } from "./testFiles.ts";

it.each([
  "ｓato@acme.example",
  "佐藤@acme.example",
  "sa\u200bto@acme.example",
  "sato@acme.example\ufeff",
  "sato＠acme.example",
])("[R2.7.2] refuses %j, which no mail reaches", (address) => {
  expect(mail.safeParse(address).success).toBe(false);
});

it.each(["sato@acme.example", "a..b.@docomo.example", "o'neil+it=x@acme.example"])(
  "[R2.7.2] takes %s",
  (address) => {
    expect(mail.safeParse(address).success).toBe(true);
  },
);

it("[R2.7.2] refuses ids with full-width or invisible characters, and accepts Japanese ones", () => {
  for (const id of ["ｓａｔｏ", "web０１", "sa\u200bto", "sato\ufeff"])
    expect(problemOfId("contacts", id), id).not.toBeNull();
  expect(problemOfId("contacts", "佐藤")).toBeNull();
  expect(problemOfId("targets", "サーバー０１")).toBeNull();
});

const everyFieldOfText = fieldsOf(customerSchema).filter((field) => {
  const { value } = firstValueOf(field);
  return typeof value === "string" || typeof value === "number";
});

/** The position of the value with this character in a JSON file. */
function placeOf(text: string, character: string): string {
  const before = text.slice(0, text.lastIndexOf('"', text.indexOf(character)));
  const lines = before.split("\n");
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
}

it("knows a value for every field that the schema has", () => {
  expect(found(readCustomerFile(JSON.stringify(everyField)).faults)).toEqual([]);
  expect(everyFieldOfText.length).toBeGreaterThan(70);
});

/** Texts that people read, word for word. */
const templates = ["rules.[].notify.mail.template.subject", "rules.[].notify.mail.template.body"];

it.each(everyFieldOfText.filter((field) => !templates.includes(field)))(
  "[R2.7.2] refuses a character of no width in %s, at its place and once",
  (field) => {
    const { path, value } = firstValueOf(field);
    for (const unseen of ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u3164"]) {
      const text = fileWithValue(path, `${String(value).slice(0, 1)}${unseen}${String(value).slice(1)}`);
      const { faults, configuration } = readCustomerFile(text);
      expect(configuration).toBeNull();
      const codePoint = unseen.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
      expect(found(faults)[0]).toBe(
        `${placeOf(text, unseen)}: expected characters that can be seen: character 2 is U+${codePoint}`,
      );
    }
  },
);

/** Full-width letters are common in names that people read, and in what tools, mails and file systems send. */
const mayBeFullWidth = [
  ...["name", "contacts.*.name", "contacts.*.reading", "contacts.*.company", "systems.*.name"],
  // Full-width digits are read as ordinary ones.
  "contacts.*.phone",
  ...["subject", "body", "firing.[]", "recovered.[]"].map((part) => `sources.*.match.[].${part}`),
  ...["name", "match.system", "match.node", "match.alarm"].map((part) => `rules.[].${part}`),
  ...["paths.[]", "programs.[]"].map((part) => `systems.*.targets.*.allow.${part}`),
  ...templates,
  // The runbook's own schema checks these.
  "rules.[].firstResponse.with.*",
];

it.each(everyFieldOfText.filter((field) => !mayBeFullWidth.includes(field)))(
  "[R2.7.2] refuses full-width letters and figures in %s, at their place",
  (field) => {
    const { path, value } = firstValueOf(field);
    const wide = String(value).replace(/[a-z0-9]/gi, (sign) =>
      String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
    );
    const text = fileWithValue(path, wide);
    const { faults, configuration } = readCustomerFile(text);
    expect(configuration).toBeNull();
    expect(found(faults).map((fault) => fault.replace(/: .*/s, ""))).toContain(placeOf(text, wide));
  },
);

it.each<[string, string]>([
  [contact("mail: ▸sa\u200bto@acme.example"), "character 3 is U+200B"],
  [contact('mail: ▸"sa\\u200bto@acme.example"'), "character 3 is U+200B"],
  [contact("mail: ▸'sato@acme.example\ufeff'"), "character 18 is U+FEFF"],
  [
    "contacts:\n  sato:\n    name: 佐藤\n    phone: ▸090-1234-5678\u2060\nrules: [{}]",
    "character 14 is U+2060",
  ],
  ["contacts:\n  ▸sa\u00adto:\n    name: 佐藤\nrules: [{}]", "character 3 is U+00AD"],
  [target("{ host: ▸\u200e10.0.1.11 }"), "character 1 is U+200E"],
  [target("{ connect: { user: ▸ｏｐｓ } }"), "expected a user's name"],
  [target("{ host: ▸ｗｅｂ０１.acme.example }"), "expected an address or a host name"],
  [target("{ connect: { port: ▸２２ } }"), "expected a port number from 1 to 65535"],
  [
    "sources:\n  m:\n    kind: mail\n    match:\n      - subject: ▸|-\n          ALERT\n          we\u200bb",
    "character 9 is",
  ],
])("[R2.7.2] says where: %j", (lines, message) => {
  const { text, at } = marked(lines);
  expect(found(readCustomerFile(text).faults)).toEqual([expect.stringMatching(`^${at}: .*`)]);
  expect(readCustomerFile(text).faults[0]!.message).toContain(message);
});

it.each(["⚠️ ディスク", "👨‍👩‍👧 ファミリー", "葛\u{e0100}飾サーバー", "サーバー０１　予備"])(
  "[R2.7.2] takes %j, in which everything can be seen",
  (alarm) => {
    expect(readCustomerFile(fileWithValue(["rules", 0, "match", "alarm"], alarm)).faults).toEqual([]);
  },
);
