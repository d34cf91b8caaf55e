import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const s = scenario();
const onlySato = { notify: { call: sequential("sato") } };
const fallbackSubject = "【web01】 HTTP警報 架電結果のご連絡";
const keys = (...pressed: string[]) => pressed.map((key, index) => ({ key, afterSeconds: 4 * (index + 1) }));

describe("the keypad", () => {
  it("[R5.2.2a] 3, 2, 4-9, 0 and # repeat the message, and 1 still takes it", async () => {
    const acme = await s.given.customer("acme", onlySato);
    const presses = keys("3", "2", "4", "5", "6", "7", "8", "9", "0", "#", "1");
    s.phone("sato").behaves({ kind: "answer", presses });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    expect(s.then.heard("sato").match(/コントロールセンターです。/g)).toHaveLength(11);
    expect(s.then.heard("sato")).toContain("担当者として記録しました");
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2a] * ends the call as ignored, and the next person is called", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("*");
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.then.shows(acme, { calls: [{ reason: "*で通話を終了されました" }, { reason: null }] });
    await s.then.calls(acme, "sato: ignored", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2d] a voicemail hears the message twice and counts as ignored", async () => {
    const acme = await s.given.customer("acme", onlySato);
    s.phone("sato").hasVoicemail();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("4m");
    expect(s.then.heard("sato").match(/コントロールセンターです。/g)).toHaveLength(2);
    await s.then.calls(acme, "sato: ignored");
    s.then.mails(fallbackSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2a] who hangs up without a key is counted as ignored", async () => {
    const acme = await s.given.customer("acme", onlySato);
    s.phone("sato").behaves({ kind: "answer", hangUpAfterSeconds: 3 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: ignored");
    s.then.mails(fallbackSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2d] a conversation that goes on and on is ended after 2 minutes", async () => {
    const acme = await s.given.customer("acme", onlySato);
    s.phone("sato").behaves({ kind: "answer", presses: keys(..."3".repeat(50)) });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("4m");
    expect(s.engine.sandbox.exchange.rings(phoneOf("sato")).map((ring) => ring.talkedSeconds)).toEqual([120]);
    await s.then.calls(acme, "sato: ignored");
    s.then.mails(fallbackSubject, "sato");
    s.then.nothingElseWasSent();
  });
});

describe("the mail after nobody was reached", () => {
  it("[R5.2.2e] says who was called when and how each call ended", async () => {
    const call = { ...sequential("sato", "suzuki", "tanaka"), retries: 1 };
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"], call } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").isBusy();
    s.phone("tanaka").answersAndPresses("*");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    const [mail] = s.then.mails(fallbackSubject, "ito");
    const time = String.raw`\d+年\d+月\d+日 \d\d:\d\d:\d\d`;
    for (const line of [
      `1巡目 ${time} 佐藤 太郎 様 \\+819012341000 不在`,
      `1巡目 ${time} 鈴木 花子 様 \\+819012341001 話中`,
      `1巡目 ${time} 田中 一郎 様 \\+819012341002 応答なし操作`,
      `2巡目 ${time} 佐藤 太郎 様 \\+819012341000 不在`,
    ])
      expect(mail?.text).toMatch(new RegExp(line));
    const round = ["sato: missed", "suzuki: busy", "tanaka: ignored"];
    await s.then.calls(acme, ...round, ...round);
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2e] goes to those of the list who have an address where the rule mails nobody", async () => {
    const call = sequential("sato", "suzuki", "ito");
    const acme = await s.given.customer("acme", { people: { suzuki: { mail: null } }, notify: { call } });
    for (const person of ["sato", "suzuki", "ito"] as const) s.phone(person).isBusy();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(fallbackSubject, "sato", "ito");
    await s.then.calls(acme, "sato: busy", "suzuki: busy", "ito: busy");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2e] [R5.1a] is loud where the list has no address either", async () => {
    const call = sequential("sato");
    const acme = await s.given.customer("acme", { people: { sato: { mail: null } }, notify: { call } });
    s.phone("sato").cannotBeReached();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.operatorsWereTold("通知不達");
    await s.then.calls(acme, "sato: failed");
    s.then.nothingElseWasSent();
  });
});
