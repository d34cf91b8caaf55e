import { describe, expect, it } from "vitest";
import { scenario, sequential, simultaneous } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const s = scenario();

describe("an automatic call, one after the other", () => {
  it("[R5.2.2b] stops at the first person who presses 1", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki", "tanaka") } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:鈴木 花子" });
    await s.then.canBeReplayed(acme, { savedAs: "sequential-key-1" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2b] rings one phone at a time, in the order of the list", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("tanaka", "sato", "suzuki") } });
    s.phone("tanaka").hasVoicemail();
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    const rings = s.engine.sandbox.exchange.rings();
    expect(rings.map((ring) => ring.to)).toEqual([phoneOf("tanaka"), phoneOf("sato"), phoneOf("suzuki")]);
    for (const [index, ring] of rings.slice(1).entries())
      expect(ring.createdAt.getTime()).toBeGreaterThanOrEqual(rings[index]?.endedAt?.getTime() ?? Infinity);
    await s.then.calls(acme, "tanaka: ignored", "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2d] goes on after a busy line and a phone that cannot be reached", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki", "tanaka") } });
    s.phone("sato").isBusy();
    s.phone("suzuki").cannotBeReached();
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: busy", "suzuki: failed", "tanaka: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2d] lets a phone ring as long as the rule says", async () => {
    const call = { ...sequential("sato", "suzuki"), ringSeconds: 12 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").answersAndPresses("1", { afterSeconds: 13 });
    s.phone("suzuki").answersAndPresses("1", { afterSeconds: 11 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2d] goes through the list again as often as the rule says", async () => {
    const call = { ...sequential("sato", "suzuki"), retries: 2 };
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"], call } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").isBusy();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    const round = ["sato: missed", "suzuki: busy"];
    await s.then.calls(acme, ...round, ...round, ...round);
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "ito");
    await s.then.canBeReplayed(acme, { savedAs: "nobody-reached-fallback-mail" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2b] begins no further round once somebody pressed 1", async () => {
    const call = { ...sequential("sato", "suzuki"), retries: 3 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").behaves({
      kind: "sequence",
      of: [{ kind: "no-answer" }, { kind: "answer", afterSeconds: 3, press: "1" }],
    });
    s.phone("suzuki").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: missed", "suzuki: missed", "sato: acknowledged");
    await s.then.shows(acme, { calls: [{ round: 1 }, { round: 1 }, { round: 2, outcome: "acknowledged" }] });
    s.then.nothingElseWasSent();
  });
});

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
    await s.then.timelineSays(acme, "対応確認: お客様（鈴木 花子様）", "鈴木 花子 様への架電: 応答(1)");
    await s.then.canBeReplayed(acme, { savedAs: "simultaneous-first-1-ends-the-others" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2b] a second person pressing 1 is told who has it", async () => {
    const acme = await s.given.customer("acme", { notify: { call: simultaneous("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1", { pressAfterSeconds: 20 });
    s.phone("suzuki").answersAndPresses("1", { pressAfterSeconds: 20 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    // The first key must not end the other call before its person presses, too.
    s.engine.temporal.outage.isOn = true;
    await s.time.passes("20s");
    await s.time.outageEnds();
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
