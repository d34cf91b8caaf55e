import { describe, expect, it } from "vitest";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";

// Without a cache every task replays its workflow, and workers can be stopped.
const s = scenario({ cachedWorkflows: 0 });
const firingSubject = "【web01】 HTTP警報発生のご連絡";
const listSubject = "【web01】 HTTP警報 架電結果のご連絡";

const ask = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
  const { url, operatorToken } = s.engine;
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBeLessThan(300);
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
};
const minutesFromNow = (minutes: number): string =>
  new Date(s.engine.temporal.now().getTime() + minutes * 60_000).toISOString();
const isSilenced = async (customer: GivenCustomer, from: number, until: number, more: object = {}) =>
  (await ask("POST", "/api/silences", {
    customer: customer.id,
    targets: ["web*"],
    from: minutesFromNow(from),
    until: minutesFromNow(until),
    ...more,
  })) as { id: number; state: string };
/** An operator terminates its run in the Temporal UI, by mistake. */
const terminates = async (customer: GivenCustomer): Promise<void> => {
  const { workflowId } = await s.then.incident(customer);
  await s.engine.temporal.client.workflow.getHandle(workflowId).terminate("by mistake");
};
const silence = { result: "running", breached: false, deadlineAt: null } as const;

describe("静観", () => {
  it("[R5.10a][R3.1c] nobody is told of what fires and recovers inside, and no clock runs", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          notify: { mail: ["sato"], chat: ["ops"], call: sequential("sato") },
          escalation: {
            afterMinutes: 5,
            operatorCalls: { businessHours: ["suzuki"], afterHours: ["suzuki"] },
          },
        },
      ],
    });
    expect(await isSilenced(acme, 0, 120)).toMatchObject({ state: "active" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("40m");
    await s.then.shows(acme, { state: "open", silenced: true, slo: silence });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "closed", slo: { breached: false } });
    s.then.nothingElseWasSent();
  });

  it("[R5.10b][R3.1c] what still fires as it ends is handled as newly detected, its promise from then on", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], call: sequential("sato") } });
    s.phone("sato").answersAndPresses("1");
    await isSilenced(acme, 0, 60);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("59m");
    s.then.nothingElseWasSent();
    await s.time.passes("2m");
    s.then.mails(firingSubject, "sato");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { state: "acknowledged", silenced: false, slo: { result: "met" } });
    const { openedAt, detectedAt } = await s.then.incident(acme);
    expect(Math.round((detectedAt.getTime() - openedAt.getTime()) / 60_000)).toBe(60);
    s.then.nothingElseWasSent();
  });

  it("[R5.10b] ended early, it has the same effect at once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    const { id } = await isSilenced(acme, 0, 600);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    s.then.nothingElseWasSent();
    await ask("DELETE", `/api/silences/${id}`);
    await s.time.passes("1m");
    s.then.mails(firingSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.10] set while an incident is handled, it stops what has not begun, and its end begins all anew", async () => {
    const acme = await s.given.customer("acme", {
      notify: { mail: ["sato"], call: sequential("sato", "suzuki") },
    });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5s");
    s.then.mails(firingSubject, "sato");
    await isSilenced(acme, 0, 30);
    await s.time.passes("10m");
    await s.then.shows(acme, { silenced: true, slo: { result: "met" } });
    await s.time.passes("25m");
    s.then.mails(firingSubject, "sato");
    // Sato was rung half an hour before, which the skip interval knows.
    await s.then.calls(acme, "sato: missed", "sato: skipped", "suzuki: missed");
    s.then.mails(listSubject, "sato");
    await s.then.shows(acme, { silenced: false });
    s.then.nothingElseWasSent();
  });

  it("[R5.10] begins by its time for an incident at work, and leaves what it does not cover", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ notify: { mail: ["sato"] }, escalation: { afterMinutes: 30, mail: { to: ["suzuki"] } } }],
    });
    await isSilenced(acme, 10, 300, { alarms: ["HTTP*"] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "PING");
    await s.time.passes("1m");
    s.then.mails(firingSubject, "sato");
    s.then.mails("【web01】 PING警報発生のご連絡", "sato");
    await s.time.passes("40m");
    s.then.mails("【web01】 PING警報 エスカレーションのご連絡", "suzuki");
    s.then.nothingElseWasSent();
  });

  it("[R5.10] planned in the file, it holds at its hours", async () => {
    const now = s.engine.temporal.now().getTime();
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
    const acme = await s.given.customer("acme", {
      notify: { mail: ["sato"] },
      systems: { shop: { targets: { web01: { downtime: [{ from: at(-10), until: at(60) }] } } } },
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("30m");
    s.then.nothingElseWasSent();
    await s.time.passes("31m");
    s.then.mails(firingSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.10a] a recovery inside is told to nobody, not even to those who know of the incident", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(firingSubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /発生/);
    await isSilenced(acme, 0, 60);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("70m");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.10b] of two that overlap, the later end counts", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await isSilenced(acme, 0, 60);
    await isSilenced(acme, 30, 90, { targets: "all" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("85m");
    await s.then.shows(acme, { silenced: true });
    s.then.nothingElseWasSent();
    await s.time.passes("6m");
    s.then.mails(firingSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.10] a higher level of the same trouble is silenced with it", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await isSilenced(acme, 0, 60);
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("5m");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("5m");
    await s.then.shows(acme, { silenced: true, level: "high" });
    s.then.nothingElseWasSent();
    await s.time.passes("51m");
    s.then.mails(firingSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.10b] what fires elsewhere under the same key is told at once, with all that burns", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await isSilenced(acme, 0, 600);
    await s.when.alertFires(acme, "web01", "HTTP", { key: "cluster" });
    await s.time.passes("5m");
    s.then.nothingElseWasSent();
    await s.when.alertFires(acme, "db01", "HTTP", { key: "cluster" });
    await s.time.passes("1m");
    await s.then.shows(acme, { silenced: false });
    s.then.mails(firingSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] a run that is lost inside stays silent, and one lost before the end begins anew at it", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await isSilenced(acme, 0, 60);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10m");
    await terminates(acme);
    await s.engine.relay.lookForLostRuns();
    await s.time.passes("30m");
    s.then.nothingElseWasSent();
    await s.time.passes("21m");
    s.then.mails(firingSubject, "sato");
    await s.then.shows(acme, { silenced: false, slo: { result: "met" } });
    s.then.nothingElseWasSent();
    await terminates(acme);
    await s.engine.relay.lookForLostRuns();
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[RA2] workers away at its end miss nothing", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await isSilenced(acme, 0, 5);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.engine.workers.stop();
    await s.time.skip(5 * 60_000);
    await s.engine.relay.settled();
    await s.engine.workers.start();
    await s.time.passes("1m");
    s.then.mails(firingSubject, "sato");
    s.then.nothingElseWasSent();
  });
});
