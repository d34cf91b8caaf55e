import { describe, expect, it } from "vitest";
import { IdempotencyKeys } from "./idempotencyKeys.ts";

const take = ["/api/incidents/12/take", "{}"] as const;

describe("the name of an action", () => {
  it("stays while nobody knows whether it happened: pressed again, it is the same action", () => {
    const keys = new IdempotencyKeys();
    const key = keys.keyFor(...take);
    expect(keys.keyFor(...take)).toBe(key);
    keys.answered(...take, 503, "unavailable");
    expect(keys.keyFor(...take)).toBe(key);
    keys.answered(...take, 409, "idempotency_key_in_use");
    expect(keys.keyFor(...take)).toBe(key);
  });

  it.each([
    ["done", 200, null],
    ["refused", 409, "taken"],
    ["bad input", 400, "invalid"],
  ])("ends with an answer that settles it: %s", (_what, status, code) => {
    const keys = new IdempotencyKeys();
    const key = keys.keyFor(...take);
    keys.answered(...take, status, code);
    expect(keys.keyFor(...take)).not.toBe(key);
  });

  it("is another one for another incident, and for another text", () => {
    const keys = new IdempotencyKeys();
    const names = [
      keys.keyFor("/api/incidents/12/notes", '{"text":"a"}'),
      keys.keyFor("/api/incidents/12/notes", '{"text":"b"}'),
      keys.keyFor("/api/incidents/13/notes", '{"text":"a"}'),
    ];
    expect(new Set(names).size).toBe(3);
  });
});
