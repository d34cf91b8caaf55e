import { describe, expect, it } from "vitest";
import type { IncidentInput } from "../workflows/contract/incident.ts";
import { scenario } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";
import { tellRepeats } from "./harness/repeats.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const escalationSubject = "【web01】 HTTP警報 エスカレーションのご連絡";

/** Temporal accepts 10,000 signals in one run and refuses all later ones. */
const mostSignals = 10_000;

const runOf = async (workflowId: string) => {
  const described = await s.engine.temporal.client.workflow.getHandle(workflowId).describe();
  return { id: described.runId, events: described.historyLength };
};

const signalsIn = (events: { workflowExecutionSignaledEventAttributes?: unknown }[]): number =>
  events.filter((event) => event.workflowExecutionSignaledEventAttributes).length;

describe("an alarm's repeats while Temporal is down", () => {
  it("[R5.1b] [RA2] arrive together, in order, since Temporal limits the signals of a run", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.engine.temporal.outage.isOn = true;
    await s.when.manyAlertsFire(acme, Array(39).fill({ node: "web01", alarm: "HTTP" }));
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.time.outageEnds();
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "closed", counts: { alerts: 41 } });
    for (const subject of [alertSubject, recoverySubject]) s.then.mails(subject, "sato");
    const { workflowId } = await s.then.incident(acme);
    const { events } = await s.engine.temporal.client.workflow.getHandle(workflowId).fetchHistory();
    // One for the first alert, and perhaps one for a repeat that was relayed before the others arrived.
    expect(signalsIn(events ?? [])).toBeLessThanOrEqual(3);
    s.then.nothingElseWasSent();
  });
});

describe("a log alarm each second, while a mail server says 'later' all day", () => {
  it("[R5.1b] [RA2] continues as new with its work under way, and forgets neither mails nor escalations", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          name: "low",
          match: { level: ["low"] },
          notify: { mail: ["sato" as const] },
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
    const incident = await s.then.incident(acme);
    const { workflowId } = incident;
    const first = await runOf(workflowId);
    const perBurst = 300;
    let sent = 2;
    for (let now = first; now.id === first.id; now = await runOf(workflowId)) {
      expect(now.events).toBeLessThan(mostSignals - perBurst);
      await tellRepeats(s, incident, { like: 2, from: sent + 1, count: perBurst });
      sent += perBurst;
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

/**
 * A week of this is 604,800 alerts, more than a test can wait for. The first three hours are played alert by
 * alert, which is more than one run may receive. For the rest it is enough that every history is like the one
 * before: it ends by its own length, and the state it hands on does not grow.
 */
describe("a log alarm each second for a week, while a mail server says 'later' all along", () => {
  const perBurst = 500;
  const bursts = 22;

  it("[R5.1b] [RA2] never nears the limit in any history, obeys its operators, and closes once all were told about the recovery", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "ito"] } });
    s.engine.sandbox.mailbox.refusals.script(mailOf("sato"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("150s");
    s.then.mails(alertSubject, "ito");
    const incident = await s.then.incident(acme);
    const runs: string[] = [];
    for (let burst = 0; burst < bursts; burst += 1) {
      await tellRepeats(s, incident, { like: 1, from: burst * perBurst + 2, count: perBurst });
      await s.time.skip(perBurst * 1_000);
      await s.time.settle();
      const { id } = await runOf(incident.workflowId);
      if (!runs.includes(id)) runs.push(id);
    }
    await s.operator("山田").does(acme, "take");
    await s.then.shows(acme, { takenBy: "山田", counts: { alerts: bursts * perBurst + 1 } });
    await s.then.dispatches(incident.number, "mail ito alert: sent", "mail sato alert: pending");

    const histories = await Promise.all(runs.map((id) => historyOf(incident.workflowId, id)));
    expect(histories.length).toBeGreaterThanOrEqual(4);
    expect(sum(histories.map(({ signals }) => signals))).toBeGreaterThan(mostSignals);
    // In a burst an alert is hardly more than its signal. An alert that comes alone is four events, and its
    // history holds a quarter as many alerts.
    for (const { events } of histories) expect(events).toBeLessThan(mostSignals / 2);
    for (const { signals } of histories) expect(signals).toBeLessThan(mostSignals / 2);
    const [first, ...others] = histories.map(({ carried }) => carried).filter((carried) => carried !== null);
    for (const carried of others) expect(carried).toEqual(first);

    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.mails(recoverySubject, "ito");
    await s.then.shows(acme, { state: "recovered" });
    // The recovery mail follows the alert mail, which is retried until that server accepts it.
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("3m");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
    await s.then.shows(acme, { state: "closed" });
    expect(await s.then.incidents(acme)).toHaveLength(1);
    s.then.nothingElseWasSent();
  }, 300_000);

  async function historyOf(workflowId: string, runId: string) {
    const { events } = await s.engine.temporal.client.workflow.getHandle(workflowId, runId).fetchHistory();
    const [started, ...others] = events ?? [];
    const [payload] = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    const { carried } = JSON.parse(
      new TextDecoder().decode(payload?.data ?? new Uint8Array()),
    ) as IncidentInput;
    return {
      events: others.length + 1,
      signals: signalsIn(others),
      carried: carried === null ? null : withoutNumbers(carried),
    };
  }

  /**
   * Numbers and times need not be equal in later runs, nor the promise. Which alerts were waiting at that
   * moment is chance.
   */
  const withoutNumbers = ({
    waiting,
    slo: _,
    ...carried
  }: NonNullable<IncidentInput["carried"]>): unknown => {
    expect(waiting.length).toBeLessThanOrEqual(perBurst);
    return JSON.parse(JSON.stringify(carried, (_key, value) => (typeof value === "number" ? 0 : value)));
  };

  const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
});
