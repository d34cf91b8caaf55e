import { describe, expect, it } from "vitest";
import { scenario } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const escalationSubject = "【web01】 HTTP警報 エスカレーションのご連絡";

/** Temporal takes 10,000 signals in one run and refuses all that follow. */
const mostSignals = 10_000;

const runOf = async (workflowId: string) => {
  const described = await s.engine.temporal.client.workflow.getHandle(workflowId).describe();
  return { id: described.runId, events: described.historyLength };
};

describe("a log alarm each second, while a mail server says 'later' all day", () => {
  /**
   * A week of it is 604,800 alerts, more than a test can wait for. What keeps the run from going deaf is shown instead:
   * with a mail that is tried all the time it goes on in a new history long before the limit, as often as it takes.
   */
  it("[R5.1b] [RA2] goes on in new histories with what is under way, and forgets neither mails nor escalations", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          ...{ name: "low", match: { level: ["low"] }, notify: { mail: ["sato" as const] } },
          escalation: { afterMinutes: 180, mail: { to: ["tanaka"] } },
        },
        { name: "other", notify: { mail: ["ito"] } },
      ],
    });
    s.engine.sandbox.mailbox.refusals.script(mailOf("sato"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("30s");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("150s");
    const { workflowId } = await s.then.incident(acme);
    const first = await runOf(workflowId);
    const repeats = Array.from({ length: 300 }, () => ({ node: "web01", alarm: "HTTP" }));
    let sent = 2;
    for (let now = first; now.id === first.id; now = await runOf(workflowId)) {
      expect(now.events).toBeLessThan(mostSignals - repeats.length);
      await s.when.manyAlertsFire(acme, repeats);
      await s.time.settle();
      sent += repeats.length;
      expect(sent).toBeLessThan(mostSignals / 2);
    }
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("5m");
    s.then.mails(alertSubject, "sato", "ito");
    await s.then.shows(acme, { counts: { alerts: sent }, slo: { result: "met" } });
    await s.time.passes("3h");
    s.then.mails(escalationSubject, "tanaka");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "sato", "ito", "tanaka");
    await s.then.shows(acme, { state: "closed" });
    expect(await s.then.incidents(acme)).toHaveLength(1);
    s.then.nothingElseWasSent();
  }, 300_000);
});
