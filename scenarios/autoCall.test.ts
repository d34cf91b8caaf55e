import { describe, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();

describe("an automatic call, one after the other", () => {
  it("[R5.2.2b] stops at the first person who presses 1", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki", "tanaka") } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });
});
