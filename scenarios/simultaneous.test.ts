import { describe, expect, it } from "vitest";
import { scenario, simultaneous } from "./harness/index.ts";

const s = scenario();

describe("an automatic call to everybody at once", () => {
  it("[R5.2.2b] rings all together, and the first 1 ends all other calls", async () => {
    const acme = await s.given.customer("acme", {
      notify: { call: simultaneous("sato", "suzuki", "tanaka") },
    });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    s.phone("tanaka").answersAndListens();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    const rings = s.engine.sandbox.exchange.rings();
    const began = rings.map((ring) => ring.rangAt?.getTime() ?? 0);
    expect(Math.max(...began) - Math.min(...began)).toBeLessThan(1_000);
    expect(rings.map((ring) => ring.status).sort()).toEqual(["canceled", "completed", "completed"]);
    await s.then.calls(acme, "sato: aborted", "suzuki: acknowledged", "tanaka: aborted");
    await s.then.timelineSays(acme, /対応確認: customer:鈴木 花子/, "鈴木 花子 様 への架電: 応答(1)");
    await s.then.canBeReplayed(acme, { savedAs: "simultaneous-first-1-ends-the-others" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2b] a second person pressing 1 hears who has it", async () => {
    const acme = await s.given.customer("acme", { notify: { call: simultaneous("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    const heard = [s.then.heard("sato"), s.then.heard("suzuki")];
    const [first, second] = heard[0]?.includes("記録しました") ? ["sato", "suzuki"] : ["suzuki", "sato"];
    const name = { sato: "佐藤 太郎", suzuki: "鈴木 花子" }[first as "sato" | "suzuki"];
    expect(heard.filter((text) => text.includes("担当者として記録しました"))).toHaveLength(1);
    expect(heard.filter((text) => text.includes(`すでに、${name}さんが対応中です`))).toHaveLength(1);
    const outcomes = { [first as string]: "acknowledged", [second as string]: "ignored" };
    await s.then.calls(acme, `sato: ${outcomes.sato}`, `suzuki: ${outcomes.suzuki}`);
    await s.then.shows(acme, { acknowledgedBy: `customer:${name}` });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2d] begins a round only when all calls of the one before have ended", async () => {
    const call = { ...simultaneous("sato", "suzuki", "tanaka"), retries: 1 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").isBusy();
    s.phone("suzuki").doesNotAnswer();
    s.phone("tanaka").cannotBeReached();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    const round = ["sato: busy", "suzuki: missed", "tanaka: failed"];
    await s.then.calls(acme, ...round, ...round);
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "sato", "suzuki", "tanaka");
    s.then.nothingElseWasSent();
  });
});
