import { describe, expect, it } from "vitest";
import { loginSearch } from "./search.ts";

describe("[RA4] where a login leads", () => {
  it.each(["/", "/incidents/12?panel=call"])("is an address of ours: %s", (next) => {
    expect(loginSearch({ next })).toEqual({ next });
  });
  it.each(["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", 7, undefined])(
    "is nobody else's: %s",
    (next) => {
      expect(loginSearch({ next })).toEqual({});
    },
  );
});
