import { describe, expect, it } from "vitest";
import { mayBeRung } from "./callCountries.ts";
import { readCustomerFile } from "./file.ts";

describe("countries that may be rung", () => {
  it.each([
    ["+819012345678", ["JP"], true],
    ["+81312345678", ["JP"], true],
    ["+816012345678", ["JP"], true],
    ["+12025550123", ["JP"], false],
    ["+12025550123", ["JP", "US"], true],
    ["+14165550123", ["JP", "US"], false],
    ["+881612345678", ["JP", "US"], false],
    ["+870773111632", ["JP"], false],
    ["+88213300655", ["JP"], false],
    ["+19002345678", ["US"], false],
  ] as const)("[R5.2.2d] %s with %j: %s", (phone, countries, may) => {
    expect(mayBeRung(phone, countries)).toBe(may);
  });

  const file = `customer: acme
name: 株式会社アクメ
plan: full
contacts:
  sato: { name: 佐藤, phone: "+1 202-555-0123" }
`;
  const about = (callCountries?: readonly string[]) =>
    readCustomerFile(file, null, { ...(callCountries && { callCountries }) }).faults.filter(({ message }) =>
      message.includes("CALL_COUNTRIES"),
    );

  it("[R2.7.2] a customer's file that names another is refused at its place", () => {
    expect(about()).toMatchObject([{ line: 5, column: 28 }]);
    expect(about(["JP", "US"])).toEqual([]);
  });
});
