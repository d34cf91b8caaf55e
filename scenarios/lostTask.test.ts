import { beforeEach, describe, expect, it } from "vitest";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const trouble = { dedup_key: "t1", payload: { summary: "HTTP", source: "web01", severity: "critical" } };

/**
 * A worker is killed after it has carried out what a task ordered, and before Temporal has the task's result. The
 * task is given out anew, with what has happened since.
 */
describe("a task is lost with its worker after it has called the second person", () => {
  // Without a cache the next worker is given the task at once.
  const s = scenario({ cachedWorkflows: 0 });
  let acme: GivenCustomer;

  beforeEach(async () => {
    const call = sequential("sato", "suzuki", "tanaka");
    acme = await s.given.customer("acme", { notify: { mail: ["ito"], call } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").doesNotAnswer();
  });

  /** The first call ends while no worker is there; then one comes, calls the second person, and is killed. */
  async function taskIsLost(): Promise<void> {
    await s.time.passes("10s");
    const [first] = await s.then.callsOf(acme);
    await s.engine.workers.stop();
    const { acts, sandboxClock } = s.engine;
    await sandboxClock.advanceTo(new Date(sandboxClock.now().getTime() + 60_000));
    expect(await acts.recordCallEnd({ kind: "auto", call: first!.id })).toMatchObject({ state: "ended" });
    const { incident, occurrence, step, round, ringSeconds } = first!;
    const place = {
      incident,
      occurrence,
      step: step!,
      round: round!,
      position: 2,
      try: 1,
      contact: "suzuki",
    };
    expect(await acts.claimAndDial({ ...place, skipMinutes: 60, ringSeconds })).toMatchObject({
      dialled: { result: "accepted" },
    });
  }

  const taskIsGivenOutAnew = async () => {
    await s.engine.relay.settled();
    await s.engine.workers.start();
    await s.time.passes("10m");
  };

  it.each(["come", "are lost"])(
    "[RA2] [R5.2.2d] the alert has recovered: the call's end is recorded if its callbacks %s",
    async (callbacks) => {
      const { faults } = s.engine.sandbox.exchange;
      if (callbacks === "are lost") faults.inject({ kind: "callbacks-lost" }, { number: phoneOf("suzuki") });
      await s.when.alertFires(acme, "web01", "HTTP");
      await taskIsLost();
      await s.when.alertRecovers(acme, "web01", "HTTP");
      await taskIsGivenOutAnew();
      await s.then.calls(acme, "sato: missed", "suzuki: missed");
      s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
      s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito", "sato", "suzuki");
      await s.then.shows(acme, { state: "closed", slo: { result: "met" } });
      s.then.nothingElseWasSent();
    },
  );

  it("[RA2] [R5.2.2f] the tool has acknowledged: the call's end is recorded, and nobody else is called", async () => {
    await s.when.pagerdutySays(acme, { event_action: "trigger", ...trouble });
    await taskIsLost();
    await s.when.pagerdutySays(acme, { event_action: "acknowledge", dedup_key: "t1" });
    await taskIsGivenOutAnew();
    await s.then.calls(acme, "sato: missed", "suzuki: missed");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    await s.then.shows(acme, { state: "acknowledged", slo: { result: "met" } });
    s.then.nothingElseWasSent();
  });

  it("[RA2] [R5.1e] an operator resolves it: the call's end is recorded, and nobody else is called", async () => {
    await s.when.alertFires(acme, "web01", "HTTP");
    await taskIsLost();
    const resolved = s.operator("山田").does(acme, "resolve", { reason: "復旧を確認" });
    await taskIsGivenOutAnew();
    await resolved;
    await s.then.calls(acme, "sato: missed", "suzuki: missed");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    await s.then.shows(acme, { state: "closed", slo: { result: "met" } });
    s.then.nothingElseWasSent();
  });

  it("[RA2] nothing has happened since: the list goes on with the call it placed", async () => {
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await taskIsLost();
    await taskIsGivenOutAnew();
    await s.then.calls(acme, "sato: missed", "suzuki: missed", "tanaka: acknowledged");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.nothingElseWasSent();
  });
});
