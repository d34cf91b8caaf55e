import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eq } from "../../db/drizzle.ts";
import { closeUnlessUnseen } from "../../db/incidents/records.ts";
import { takeDispatches } from "../../db/messages/attempts.ts";
import type { DispatchRow } from "../../db/messages/dispatches.ts";
import { dispatches } from "../../db/schema/index.ts";
import { at, testLedger } from "../../db/testLedger.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";
import { settle } from "./settle.ts";

const ledger = testLedger();

const taken: Outcome = { outcome: "done", id: "<1@msp.example>" };
const refusedForNow: Outcome = { outcome: "transient", reason: "451 try later" };

const lease = { by: randomUUID(), seconds: 3600 };

async function mailUnderWay(): Promise<{ incident: number; mail: DispatchRow }> {
  const incident = await ledger.given.incident();
  await ledger.given.dispatch(incident, { outcome: "pending" });
  const [mail] = await takeDispatches(ledger.db, [await dispatch(incident)], lease, at(0));
  return { incident, mail: mail! };
}
async function dispatch(incident: number): Promise<DispatchRow> {
  const [row] = await ledger.db.select().from(dispatches).where(eq(dispatches.incident, incident));
  return row!;
}
const settleAs = (mail: DispatchRow, outcome: Outcome, minute = 3) => {
  const deps = { db: ledger.db, clock: () => at(minute) } as Partial<ActivityDeps> as ActivityDeps;
  return settle(deps, lease, [{ row: mail, outcome }], "発生のご連絡");
};
const resolve = (incident: number) =>
  closeUnlessUnseen(ledger.db, incident, 0, { by: "山田", reason: "対応しました" }, at(3));

async function waitingForLocks(count: number): Promise<void> {
  for (;;) {
    const [row] = await ledger.sql<{ waiting: number }[]>`
      select count(*)::integer as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row !== undefined && row.waiting >= count) return;
  }
}

describe("what became of a mail", () => {
  it("[RA2] is recorded even if the incident is resolved at the same moment: no deadlock", async () => {
    const { incident, mail } = await mailUnderWay();
    let both: Promise<unknown> = Promise.resolve();
    // Both start while another transaction locks the mail's row, so a wrong lock order becomes a deadlock.
    await ledger.db.transaction(async (tx) => {
      await tx.select().from(dispatches).where(eq(dispatches.id, mail.id)).for("update");
      const settling = settleAs(mail, taken);
      await waitingForLocks(1);
      both = Promise.all([settling, resolve(incident)]);
      await waitingForLocks(2);
    });
    await both;
    expect(await dispatch(incident)).toMatchObject({ outcome: "sent" });
    expect(await ledger.row(incident)).toMatchObject({ state: "closed", firstResponse: "mail" });
  });

  it("[RA1] says that a mail was delivered although it was withdrawn in the meantime", async () => {
    const { incident, mail } = await mailUnderWay();
    await resolve(incident);
    await settleAs(mail, taken);
    expect(await dispatch(incident)).toMatchObject({ outcome: "sent" });
  });

  it("[R5.1e] never reopens a mail that was given up", async () => {
    const { incident, mail } = await mailUnderWay();
    await resolve(incident);
    await settleAs(mail, refusedForNow);
    expect(await dispatch(incident)).toMatchObject({ outcome: "failed" });
  });

  it("[R5.2.1] refused for so long that a response is overdue: operators are asked to look", async () => {
    const { incident, mail } = await mailUnderWay();
    await settleAs(mail, refusedForNow, 15);
    expect(await ledger.row(incident)).toMatchObject({ attention: null });
    await takeDispatches(ledger.db, [mail], lease, at(16));
    await settleAs(mail, refusedForNow, 16);
    expect(await ledger.row(incident)).toMatchObject({ attention: "mail-refused" });
  });
});
