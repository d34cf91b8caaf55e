import { expect, it } from "vitest";
import { searchAttributes as used } from "../../workflows/contract/searchAttributes.ts";
import { searchAttributes } from "./searchAttributes.ts";

it("knows every search attribute of the workflows by name and type", () => {
  const known: Record<string, string> = searchAttributes;
  for (const { name, type } of Object.values(used)) {
    expect(known[name]?.toUpperCase(), name).toBe(type);
  }
});
