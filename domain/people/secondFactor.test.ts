import { expect, it } from "vitest";
import { secondFactorDue } from "./secondFactor.ts";

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
