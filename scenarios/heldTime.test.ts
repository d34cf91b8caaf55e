import { describe, expect, it, vi } from "vitest";
import { scenario } from "./harness/index.ts";

describe("a test server that forgets one of its holds on time", () => {
  const s = scenario();

  it("is made to let go, and the scenario goes on", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    await s.engine.temporal.holdTime();
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await s.time.passes("2h");
    expect(said.mock.calls.flat()).toContain("The test server held time, and lets go of it now\n");
    said.mockRestore();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });
});
