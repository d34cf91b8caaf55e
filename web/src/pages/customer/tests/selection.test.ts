import { expect, it } from "vitest";
import { isNobody, peopleIn, selectionOf, toggled } from "./selection.ts";

const contact = (id: string, mail: string | null, phone: string | null) => ({
  id,
  mail,
  phone,
  name: id,
  reading: null,
  company: null,
});
const customer = {
  contacts: [
    contact("sato", "s@a.example", "+8190"),
    contact("suzuki", null, "+8180"),
    contact("abe", "a@a.example", null),
  ],
  rules: [
    {
      name: "web",
      summary: "",
      mail: ["sato", "suzuki"],
      chats: ["ops"],
      calls: ["suzuki", "abe", "sato", "suzuki"],
    },
  ],
};

it("[R2.7.3] begins with the rule's lists in their order, without who cannot be told by that channel", () => {
  expect(selectionOf(customer, "web")).toEqual({ mail: ["sato"], chats: ["ops"], calls: ["suzuki", "sato"] });
});

it("[R2.7.3] without a rule nobody is chosen yet", () => {
  expect(isNobody(selectionOf(customer, null))).toBe(true);
});

it("[R2.7.3] counts a person once, by mail and telephone", () => {
  expect(peopleIn({ mail: ["sato", "abe"], chats: [], calls: ["sato", "suzuki"] })).toBe(3);
});

it("[R2.7.3] who is added is rung last", () => {
  expect(toggled(["suzuki"], "sato")).toEqual(["suzuki", "sato"]);
  expect(toggled(["suzuki", "sato"], "suzuki")).toEqual(["sato"]);
});
