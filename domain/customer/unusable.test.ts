import { expect, it } from "vitest";
import { mail } from "./fields.ts";
import { problemOfId } from "./identifiers.ts";

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

it("[R2.7.2] refuses ids of full-width or invisible characters, and takes Japanese ones", () => {
  for (const id of ["ｓａｔｏ", "web０１", "sa\u200bto", "sato\ufeff"])
    expect(problemOfId("contacts", id), id).not.toBeNull();
  expect(problemOfId("contacts", "佐藤")).toBeNull();
  expect(problemOfId("targets", "サーバー０１")).toBeNull();
});
