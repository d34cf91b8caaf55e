import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

describe("a terminal's settings", () => {
  it.each([null, "{", "7", '{"sound":null}', '{"sound":{"high":"loud"}}'])(
    "are the standard where nothing usable is stored: %s",
    (stored) => {
      expect(readSettings(stored)).toEqual(readSettings("{}"));
    },
  );

  it("are what was chosen, and the standard for what did not exist then", () => {
    const settings = readSettings('{"sound":{"high":false},"repeat":true}');
    expect(settings.sound).toEqual({ low: false, middle: true, high: false });
    expect([settings.repeat, settings.nearlyDue]).toEqual([true, true]);
  });
});
