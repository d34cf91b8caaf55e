import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const s = scenario();
const given = { notify: { call: sequential("sato", "suzuki") } };
const attempts = (person: Parameters<typeof phoneOf>[0]) =>
  s.engine.sandbox.exchange.attempts.all().filter((attempt) => attempt.to === phoneOf(person)).length;

const ringsThenFails = ["ring-then-error", "ring-then-silence", "ring-then-reset"] as const;

describe("the provider lets the phone ring, then fails", () => {
  it.each(ringsThenFails)("[RA2] %s: one ring, and the 1 in that very call ends the list", async (kind) => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect([attempts("sato"), attempts("suzuki")]).toEqual([1, 0]);
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { acknowledgedBy: "customer:佐藤 太郎", slo: { firstResponse: "call" } });
    s.then.nothingElseWasSent();
  });

  it.each(ringsThenFails)("[RA2] %s: one ring, and the list goes on as that call ended", async (kind) => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect([attempts("sato"), attempts("suzuki")]).toEqual([1, 1]);
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] also where the provider's list shows the call late", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind: "ring-then-error" });
    s.phone("sato").fails({ kind: "callbacks-lost" });
    s.phone("sato").fails({ kind: "list-lag", seconds: 12 });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect(attempts("sato")).toBe(1);
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    await s.then.canBeReplayed(acme, { savedAs: "unknown-outcome-found-late" });
    s.then.nothingElseWasSent();
  });

  it("[RA2] and never answers a look-up: not dialled again, settled within a minute", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind: "ring-then-error" });
    s.phone("sato").fails({ kind: "callbacks-lost" });
    s.phone("sato").fails({ kind: "lookup-error" });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    const [first, second] = await s.then.callsOf(acme);
    expect(first?.outcome).toBe("failed");
    expect((first?.endedAt?.getTime() ?? 0) - (first?.requestedAt?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(second?.outcome).toBe("acknowledged");
    expect(attempts("sato")).toBe(1);
    await s.then.timelineSays(acme, /佐藤 太郎 様への架電の依頼に電話会社の応答がありません/);
    s.then.rings("sato", "suzuki");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] a pending call counts as rung for the skip interval", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind: "ring-then-error" }, 1);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.time.passes("2m");
    const all = await s.then.incidents(acme);
    const outcomes = await Promise.all(
      all.map(async ({ number }) => (await s.then.callsOf(number))[0]?.outcome),
    );
    expect(outcomes).toEqual(["missed", "skipped"]);
    s.then.rings("sato");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "sato");
    s.then.mails("【web02】 HTTP警報 架電結果のご連絡", "sato");
    s.then.nothingElseWasSent();
  });
});

describe("the provider fails and no phone rings", () => {
  it("[RA2] is looked up, found absent, and rung once more", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind: "refuse", status: 500 }, 1);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    expect(attempts("sato")).toBe(2);
    await s.then.calls(acme, "sato: failed", "sato: acknowledged");
    await s.then.canBeReplayed(acme, { savedAs: "unknown-outcome-absent-rung-once-more" });
    s.then.nothingElseWasSent();
  });

  it("[RA2] twice: the next person is called", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").fails({ kind: "refuse", status: 500 });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect(attempts("sato")).toBe(2);
    await s.then.calls(acme, "sato: failed", "sato: failed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] because it is busy (429): asked again, one row, one ring", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind: "refuse", status: 429 }, 2);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    expect(attempts("sato")).toBe(3);
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] because the number is refused: failed at once, the next is called", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").fails({ kind: "refuse", status: 403 });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    expect(attempts("sato")).toBe(1);
    await s.then.calls(acme, "sato: failed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });
});
