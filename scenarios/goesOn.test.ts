import { describe, expect, it } from "vitest";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const mailServerRefuses = (person: Parameters<typeof mailOf>[0]) =>
  s.engine.sandbox.mailbox.refusals.script(mailOf(person), { kind: "temporary" });

/** Its run is gone, and another begins from the rows. */
async function beginsAnew(acme: { id: string }): Promise<void> {
  const { number, workflowId } = await s.then.incident(acme);
  await s.engine.temporal.client.workflow.getHandle(workflowId).terminate("by mistake");
  await s.engine.relay.revive(number);
}

const mailsTo = (person: Parameters<typeof mailOf>[0]) =>
  s.engine.sandbox.mailbox.mails(mailOf(person)).map((mail) => mail.subject);

describe("a mail of the alert that a server refused for now, as a run goes on with what another had begun", () => {
  async function bothHearOfBothAndItCloses(acme: GivenCustomer): Promise<void> {
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("5m");
    expect(mailsTo("tanaka")).toEqual([alertSubject, recoverySubject]);
    s.then.mails(alertSubject, "ito", "tanaka");
    s.then.mails(recoverySubject, "ito", "tanaka");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  }

  it("[RA2] [R5.1d] reaches its address though the alarm has recovered, the recovery follows, and the incident closes", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito", "tanaka"] } });
    mailServerRefuses("tanaka");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await beginsAnew(acme);
    await s.time.passes("3m");
    await bothHearOfBothAndItCloses(acme);
  });

  it("[RA2] [R5.1d] the same where it recovers in the moment in which the run has just begun", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito", "tanaka"] } });
    mailServerRefuses("tanaka");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await beginsAnew(acme);
    await s.time.passes("30s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await bothHearOfBothAndItCloses(acme);
  });

  it("[RA2] [R5.1d] the same where it recovers and fires again in that moment: both alerts are told, in their order", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito", "tanaka"] } });
    mailServerRefuses("tanaka");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await beginsAnew(acme);
    await s.time.passes("20s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("20s");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("5m");
    s.then.mails(alertSubject, "ito", "ito", "tanaka", "tanaka");
    s.then.mails(recoverySubject, "ito");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("5m");
    s.then.mails(recoverySubject, "ito", "tanaka");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });
});

describe("what waits for its turn in a chat that takes nothing, as a run goes on with what another had begun", () => {
  it("[R5.4] [R5.4b] [RA2] an operator's line and a 継続中 are posted in their order once the chat is back", async () => {
    const rules = [{ notify: { mail: ["ito" as const], chat: ["ops" as const] }, repeatMinutes: 1 }];
    const acme = await s.given.customer("acme", { rules });
    const room = `C-${acme.id}`;
    s.engine.sandbox.walls.faults.inject("slack", { kind: "error" }, { room });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("30s");
    const said = s.operator("山田").does(acme, "chats", { to: ["ops"], text: "調査中です" });
    await s.time.passes("30s");
    await said;
    await s.time.passes("2m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("30s");
    await beginsAnew(acme);
    await s.time.passes("1m");
    s.engine.sandbox.walls.faults.clear();
    await s.time.passes("5m");
    s.then.chatLines(room, /発生 web01 HTTP/, /調査中です/, /継続中 web01 HTTP/);
    s.then.mails(alertSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.3.1] [RA2] a mail that an operator ordered is sent in the operator's words", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("30s");
    s.then.mails(alertSubject, "ito");
    mailServerRefuses("tanaka");
    const order = { to: ["tanaka"], subject: "ご確認のお願い", body: "再起動してもよいでしょうか。" };
    const said = s.operator("山田").does(acme, "mails", order);
    await s.time.passes("30s");
    await said;
    await beginsAnew(acme);
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("5m");
    const [mail] = s.then.mails("ご確認のお願い", "tanaka");
    expect(mail?.text.trim()).toBe("再起動してもよいでしょうか。");
    s.then.nothingElseWasSent();
  });
});
