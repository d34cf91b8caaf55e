import { expect, it } from "vitest";
import { DomainError } from "../../domain/errors.ts";
import { readValue } from "./secret.ts";

const pem = "-----BEGIN KEY-----\nabc\n-----END KEY-----\n";

it.each([
  ["hunter2", "hunter2"],
  ["hunter2\n", "hunter2"],
  ["hunter2\r\n", "hunter2"],
  ["hunter2\n\n", "hunter2\n"],
  [" hunter2 ", " hunter2 "],
  [pem, pem],
])("[R2.4] stores %j as %j", (input, value) => {
  expect(readValue(Buffer.from(input))).toBe(value);
});

it.each([
  ["nothing", Buffer.from("")],
  ["a line end alone", Buffer.from("\n")],
  ["what is no text", Buffer.from([0x93, 0xfa])],
  ["what is too long", Buffer.alloc(65 * 1024, "x")],
])("[RA3] refuses %s", (_what, input) => {
  expect(() => readValue(input)).toThrow(DomainError);
});
