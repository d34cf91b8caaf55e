import { describe, expect, it } from "vitest";
import { say } from "../../say.ts";
import {
  choice,
  instant,
  line,
  mostNames,
  names,
  optional,
  parameters,
  phone,
  problemOf,
  text,
} from "./fields.ts";

const fields = {
  note: text(10),
  subject: optional(line(10)),
  to: names("recipients"),
  answer: choice(["yes", "no"]),
  phone: phone(),
  at: optional(instant()),
  with: optional(parameters()),
};
const good = { note: "見ました\n復旧", to: ["sato"], answer: "yes", phone: "+819012345678" };

describe("what is typed in the Temporal UI", () => {
  it("fits if every field fits; an optional field may be absent or null", () => {
    expect(problemOf(fields, good)).toBeNull();
    expect(problemOf(fields, { ...good, subject: null, at: null, with: null })).toBeNull();
    expect(problemOf(fields, { ...good, subject: "件名", at: 0, with: {} })).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ["note", undefined, "note: 入力してください"],
    ["note", " \n", "note: 入力してください"],
    ["note", 7, "note: 入力してください"],
    ["note", "12345678901", "note: 10文字以内で入力してください"],
    ["note", "\0", "note: 使えない文字があります"],
    ["subject", "a\nb", "subject: 改行は使えません"],
    ["to", [], `to: 1件から${mostNames}件の一覧で入力してください`],
    ["to", "sato", `to: 1件から${mostNames}件の一覧で入力してください`],
    ["to", Array(mostNames + 1).fill("sato"), `to: 1件から${mostNames}件の一覧で入力してください`],
    ["to", ["sato", ""], "to: 入力してください"],
    ["answer", "maybe", "answer: yes, no のいずれか"],
    ["phone", "090-1234-5678", "phone: +81から始まる番号で入力してください"],
    ["phone", "+1234567890123456", "phone: +81から始まる番号で入力してください"],
    ["at", "2026-11-22T03:27:15Z", "at: UNIX時刻（ミリ秒）で入力してください"],
    ["at", 1.5, "at: UNIX時刻（ミリ秒）で入力してください"],
    ["with", ["nginx"], "with: JSONのオブジェクトで入力してください"],
  ])("%s = %j is refused by its name", (field, value, expected) => {
    expect(say(problemOf(fields, { ...good, [field]: value }) ?? "")).toBe(expected);
  });
});
