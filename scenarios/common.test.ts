import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();

describe("a common incident: mail, chat, two calls, recovery", () => {
  it("[RA1] costs at most 75 events of history; 60 is the aim", async () => {
    const call = sequential("sato", "suzuki");
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"], call } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato", "suzuki");
    s.then.chatLines(`C-${acme.id}`, /発生/, /復旧/);
    await s.then.shows(acme, { state: "closed" });
    const events = await s.then.canBeReplayed(acme, { savedAs: "common-incident" });
    console.info(`A common incident (mail, chat, two calls, recovery): ${events} events of history.`);
    expect(events).toBeLessThanOrEqual(75);
    s.then.nothingElseWasSent();
  });
});
