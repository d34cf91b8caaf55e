import { afterEach, expect, it, vi } from "vitest";
import { takeAskedAhead } from "./askedAhead.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** As `public/ahead.js` leaves it. */
function asked(path: string, answer: Response | null): void {
  const at = performance.now();
  vi.stubGlobal("window", { askedAhead: { at, answers: new Map([[path, Promise.resolve(answer)]]) } });
}

it("what was asked for ahead is given to its first reader only", async () => {
  const answer = new Response("{}");
  asked("/api/board", answer);
  expect(await takeAskedAhead("/api/me")).toBeNull();
  expect(await takeAskedAhead("/api/board")).toBe(answer);
  expect(await takeAskedAhead("/api/board")).toBeNull();
});

it("what waited too long for its reader is asked for again", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  asked("/api/board", new Response("{}"));
  vi.advanceTimersByTime(5_001);
  expect(await takeAskedAhead("/api/board")).toBeNull();
});

it("nothing is given on pages that ask for nothing ahead, or where no answer came", async () => {
  vi.stubGlobal("window", {});
  expect(await takeAskedAhead("/api/board")).toBeNull();
  asked("/api/board", null);
  expect(await takeAskedAhead("/api/board")).toBeNull();
});
