import { describe, expect, it } from "vitest";
import { phoneWords } from "./phoneWords.ts";

describe("a telephone number on the screen", () => {
  it.each([
    ["+819012345678", "090-1234-5678"],
    ["+815012345678", "050-1234-5678"],
    ["+81312345678", "03-1234-5678"],
    ["+81452345678", "0452345678"],
    ["+14155550100", "+14155550100"],
  ])("%s is read as %s", (stored, shown) => {
    expect(phoneWords(stored)).toBe(shown);
  });
});
