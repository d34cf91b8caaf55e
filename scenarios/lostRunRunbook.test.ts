import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { and, eq, like } from "../db/drizzle.ts";
import { timeline } from "../db/schema/index.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, shop, toIto } from "./harness/shop.ts";
import { held } from "./harness/testRunbooks.ts";

describe.skipIf(skippedWithoutSshd)("a runbook at work whose incident's run is gone", () => {
  const s = scenario({ runbooks: [held] });
  const web = shop(s);
  const byRule = { firstResponse: { runbook: "held", with: {} }, escalation: toIto };

  const may = (...what: ("work" | "undo")[]) =>
    web.host().onHost(`touch ${what.map((one) => `/run/may-${one}`).join(" ")}`);
  const helps = () => web.host().onHost("touch /run/mended");
  const worksNow = () => s.time.untilTrue(async () => (await web.ledger()).includes("works"));

  async function given(rule: Record<string, unknown>): Promise<GivenCustomer> {
    await web.host().onHost("rm -f /run/may-work /run/may-undo /run/mended");
    const acme = await web.customer(rule);
    await web.fires(acme);
    return acme;
  }
  /** It is in the middle of its act, and stays there until it may work on. */
  async function atWork(): Promise<GivenCustomer> {
    const acme = await given(byRule);
    await worksNow();
    return acme;
  }
  async function stillWorks(acme: GivenCustomer): Promise<void> {
    await s.then.shows(acme, { runbookRuns: [{ state: "running", why: null }] });
    expect(await web.ledger()).toEqual(["works"]);
  }
  const ends = (acme: GivenCustomer, state: string) =>
    s.time.untilTrue(async () => (await web.states(acme)).join() === `held: ${state}`);

  const runOf = async (acme: GivenCustomer) =>
    s.engine.temporal.client.workflow.getHandle((await s.then.incident(acme)).workflowId);
  /** An operator terminates it in the Temporal UI. */
  const isTerminated = async (acme: GivenCustomer): Promise<void> =>
    void (await (await runOf(acme)).terminate("by mistake"));
  const isRebuilt = (acme: GivenCustomer, times = 1) =>
    s.time.untilTrue(async () => {
      const { number } = await s.then.incident(acme);
      const rebuilt = and(eq(timeline.incident, number), like(timeline.fact, "rebuilt/%"));
      return (await s.engine.database.db.$count(timeline, rebuilt)) === times;
    });
  async function isRevived(acme: GivenCustomer): Promise<void> {
    await s.engine.relay.revive((await s.then.incident(acme)).number);
    await isRebuilt(acme);
  }
  /** The new run asks every few seconds how the runbook ended. */
  const asksAgain = () => s.time.passes("10s");
  async function itoIsMailed(): Promise<void> {
    await asksAgain();
    s.then.mails(escalationSubject, "ito");
  }

  it("[R5.6] [RA2] is found again and works on: it is done once, and its recovery is the incident's", async () => {
    const acme = await atWork();
    await isTerminated(acme);
    await isRevived(acme);
    await s.time.untilTrue(() => waitsToAskAgain(acme));
    await stillWorks(acme);
    await helps();
    await may("work");
    await s.time.untilTrue(async () => (await web.ledger()).includes("worked"));
    await web.recovers(acme);
    await ends(acme, "recovered");
    expect(await web.ledger()).toEqual(["works", "worked"]);
    await asksAgain();
    await s.then.shows(acme, { slo: { firstResponse: "runbook", result: "met" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [RA2] terminated twice, and found by the alert's next copy: what it did not mend is escalated once", async () => {
    const acme = await atWork();
    await isTerminated(acme);
    await isRevived(acme);
    await s.time.untilTrue(() => waitsToAskAgain(acme));
    await isTerminated(acme);
    await web.fires(acme);
    await isRebuilt(acme, 2);
    await stillWorks(acme);
    await may("work", "undo");
    await ends(acme, "failed");
    expect(await web.ledger()).toEqual(["works", "worked", "undoes", "undone"]);
    await itoIsMailed();
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [RA2] ends while the incident has no run: its end is told as soon as there is one", async () => {
    const acme = await atWork();
    await isTerminated(acme);
    await may("work", "undo");
    await ends(acme, "failed");
    s.then.nothingElseWasSent();
    await isRevived(acme);
    await itoIsMailed();
    s.then.nothingElseWasSent();
  });

  it("[R5.6] hears an operator's abort from the new run, and takes back what it did", async () => {
    const acme = await atWork();
    await isTerminated(acme);
    await isRevived(acme);
    await may("undo");
    await s.operator("山田").does(acme, "abort-runbook", { reason: "別の作業中" });
    await ends(acme, "aborted");
    expect(await web.ledger()).toEqual(["works", "undoes", "undone"]);
    await itoIsMailed();
    s.then.nothingElseWasSent();
  });

  it("[R5.6] hears the recovery from the new run, and ends", async () => {
    const acme = await atWork();
    await isTerminated(acme);
    await web.recovers(acme);
    await isRebuilt(acme);
    await helps();
    await may("work", "undo");
    // It ends at the next step's border or after the last step, whichever comes first.
    await ends(acme, "recovered");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] was begun by an operator: it is followed likewise, and no second one can be begun beside it", async () => {
    const acme = await given({ notify: { chat: ["ops"] }, escalation: toIto });
    await s.time.settle();
    await s.operator("山田").does(acme, "runbooks", { runbook: "held" });
    await worksNow();
    await isTerminated(acme);
    await isRevived(acme);
    const second = await s.operator("田中").asks(acme, "runbooks", { runbook: "held" });
    expect([second.status, second.body.code]).toEqual([409, "runbook_running"]);
    await stillWorks(acme);
    await may("work", "undo");
    await ends(acme, "failed");
    await itoIsMailed();
    s.engine.sandbox.world.reset();
  });

  it("[R5.6] [RA2] works on where the incident's run was cancelled, which ends for the next to take up", async () => {
    const acme = await atWork();
    const cancelled = await runOf(acme);
    await cancelled.cancel();
    await s.time.untilTrue(async () => (await cancelled.describe()).status.name === "CANCELLED");
    await isRevived(acme);
    await stillWorks(acme);
    await may("work", "undo");
    await ends(acme, "failed");
    expect(await web.ledger()).toEqual(["works", "worked", "undoes", "undone"]);
    await itoIsMailed();
    s.then.nothingElseWasSent();
  });

  async function waitsToAskAgain(acme: GivenCustomer): Promise<boolean> {
    const { events } = await (await runOf(acme)).fetchHistory();
    const timers = (events ?? []).map((event) => event.timerStartedEventAttributes?.startToFireTimeout);
    return timers.some((timeout) => Number(timeout?.seconds) === 10);
  }
});
