import { describe, expect, it } from "vitest";
import { scenario, sequential, simultaneous } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const s = scenario();
const fallback = (node: string) => `【${node}】 HTTP警報 架電結果のご連絡`;

describe("the skip interval", () => {
  it("[R5.2.2c] a person rung for one alarm is not rung for a different one", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.when.alertFires(acme, "db01", "DISK");
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: skipped", "suzuki: acknowledged");
    await s.then.shows(acme, { calls: [{ contact: "sato", placedAt: null }, { contact: "suzuki" }] });
    await s.then.timelineSays(acme, /佐藤 太郎 様への架電をスキップしました（スキップ間隔60分以内に#\d+の件/);
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] nor for the same one come back; all skipped means no retry, and the mail says so", async () => {
    const call = { ...sequential("sato", "suzuki"), retries: 3 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").isBusy();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.then.calls(acme, "sato: busy", "suzuki: acknowledged");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato", "suzuki");
    await s.then.shows(acme, { state: "closed" });

    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    await s.then.calls(acme, "sato: skipped", "suzuki: skipped");
    const [mail] = s.then.mails(fallback("web01"), "sato", "suzuki");
    expect(mail?.text).toContain("いずれもスキップ間隔内に架電済みのため");
    expect(mail?.text).toMatch(/架電なし 佐藤 太郎 様 \+819012341000 スキップ/);
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] ends with its last minute, counted from the last call placed", async () => {
    const call = { ...sequential("sato"), skipMinutes: 10 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: acknowledged");

    await s.time.passes("8m");
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.time.passes("30s");
    await s.then.calls(acme, "sato: skipped");
    s.then.mails(fallback("web02"), "sato");

    await s.time.passes("31s");
    await s.when.alertFires(acme, "web03", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] does not stop the same incident's own retries", async () => {
    const call = { ...sequential("sato"), retries: 2 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: missed", "sato: missed", "sato: missed");
    s.then.mails(fallback("web01"), "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] is that of the rule which is about to call", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        { match: { node: "db*" }, notify: { call: { ...sequential("sato"), skipMinutes: 5 } } },
        { notify: { call: { ...sequential("sato"), skipMinutes: 120 } } },
      ],
    });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("6m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.when.alertFires(acme, "db01", "HTTP");
    await s.time.passes("6m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.time.passes("6m");
    await s.then.calls(acme, "sato: skipped");
    s.then.mails(fallback("web02"), "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] goes by the number: two contacts with one phone are one person", async () => {
    const acme = await s.given.customer("acme", {
      people: { ito: { phone: phoneOf("sato") } },
      rules: [
        { match: { node: "db*" }, notify: { call: sequential("ito", "suzuki") } },
        { notify: { call: sequential("sato") } },
      ],
    });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.when.alertFires(acme, "db01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "ito: skipped", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] a number that stands twice in a list rings once a round", async () => {
    const call = { ...sequential("sato", "ito", "suzuki"), retries: 1 };
    const acme = await s.given.customer("acme", {
      people: { ito: { phone: phoneOf("sato") } },
      notify: { call },
    });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").isBusy();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    const round = ["sato: missed", "ito: skipped", "suzuki: busy"];
    await s.then.calls(acme, ...round, ...round);
    s.then.mails(fallback("web01"), "sato", "suzuki", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] rings one of two entries with one number also where all are called at once", async () => {
    const call = simultaneous("sato", "ito");
    const people = { ito: { phone: phoneOf("sato") } };
    const acme = await s.given.customer("acme", { people, notify: { call } });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    expect(s.engine.sandbox.exchange.rings()).toHaveLength(1);
    const outcomes = (await s.then.callsOf(acme)).map((call) => call.outcome).sort();
    expect(outcomes).toEqual(["acknowledged", "skipped"]);
    s.then.rings("sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] incidents that begin at once ring one person once", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    const nodes = Array.from({ length: 8 }, (_, index) => `web0${index}`);
    await Promise.all(nodes.map((node) => s.when.alertFires(acme, node, "HTTP")));
    await s.time.passes("2m");
    const all = await s.then.incidents(acme);
    const outcomes = await Promise.all(
      all.map(async ({ number }) => (await s.then.callsOf(number))[0]?.outcome),
    );
    expect(outcomes.sort()).toEqual(["acknowledged", ...Array(7).fill("skipped")]);
    s.then.rings("sato");
    for (const { node, acknowledgedBy } of all)
      if (acknowledgedBy === null) s.then.mails(fallback(node), "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] a call that cannot have rung does not count", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").cannotBeReached();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: failed");
    s.then.mails(fallback("web01"), "sato");
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] customers do not skip for each other", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    const globex = await s.given.customer("globex", { notify: { call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.when.alertFires(globex, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.calls(globex, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });
});
