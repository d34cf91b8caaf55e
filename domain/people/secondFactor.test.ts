import { describe, expect, it } from "vitest";
import { mayComeInWithoutSecondFactor, secondFactorDue } from "./secondFactor.ts";

const password = { via: "session", secondFactor: false, isSetUp: false, hasPassword: true } as const;
const company = { ...password, hasPassword: false } as const;
const withApp = { ...password, isSetUp: true } as const;

it.each([
  ["an operator by password alone", { role: "operator", ...password }, "set-up", false],
  ["an administrator by password alone", { role: "admin", ...password }, "set-up", true],
  ["an operator whose company does not say", { role: "operator", ...company }, "ask-company", false],
  ["an administrator whose company does not say", { role: "admin", ...company }, "ask-company", true],
  [
    "an administrator who came past the app that is set up",
    { role: "admin", ...withApp },
    "log-in-with-it",
    true,
  ],
] as const)("[RA4] %s: %o is to %s", (_who, login, step, isRequired) => {
  expect(secondFactorDue(login)).toEqual({ step, isRequired });
});

it.each([
  ["an operator with an app", { role: "operator", ...withApp }],
  ["an administrator who used it", { role: "admin", ...withApp, secondFactor: true }],
  ["an administrator whose company asked for one", { role: "admin", ...company, secondFactor: true }],
  ["a program", { role: "admin", ...password, via: "token" }],
  ["a customer", { role: "customer", ...password }],
] as const)("[RA4] %s has nothing to do", (_who, login) => {
  expect(secondFactorDue(login)).toBeNull();
});

describe("which staff can log in without a second factor", () => {
  const person = {
    role: "operator",
    disabledAt: null,
    isSetUp: false,
    hasPassword: true,
    isInWithout: false,
  } as const;
  it.each([
    ["whom a password alone lets in", person, true],
    ["who has an app", { ...person, isSetUp: true }, false],
    [
      "whom the company lets in without a word of one",
      { ...person, hasPassword: false, isInWithout: true },
      true,
    ],
    ["who has neither a password nor such a session", { ...person, hasPassword: false }, false],
    ["who is shut out", { ...person, disabledAt: new Date(0) }, false],
    ["who is a customer's", { ...person, role: "customer" as const }, false],
  ])("[RA4] one %s: %o, %s", (_who, one, expected) => {
    expect(mayComeInWithoutSecondFactor(one)).toBe(expected);
  });
});
