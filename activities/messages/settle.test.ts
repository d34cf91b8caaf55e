import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { closeUnlessUnseen } from "../../db/incidents/records.ts";
import type { DispatchRow } from "../../db/messages/dispatches.ts";
import { dispatches } from "../../db/schema/index.ts";
import { at, testLedger } from "../../db/testLedger.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";
import { settle } from "./settle.ts";

const ledger = testLedger();

const taken: Outcome = { outcome: "done", id: "<1@msp.example>" };
const refusedForNow: Outcome = { outcome: "transient", reason: "451 try later" };

async function pendingMail(): Promise<{ incident: number; mail: DispatchRow }> {
  const incident = await ledger.given.incident();
  await ledger.given.dispatch(incident, { outcome: "pending" });
  return { incident, mail: await dispatch(incident) };
}
async function dispatch(incident: number): Promise<DispatchRow> {
  const [row] = await ledger.db.select().from(dispatches).where(eq(dispatches.incident, incident));
  return row!;
}
const settleAs = (mail: DispatchRow, outcome: Outcome, minute = 3, firstTry = true) => {
  const deps = { db: ledger.db, clock: () => at(minute) } as Partial<ActivityDeps> as ActivityDeps;
  return settle(deps, [mail], [{ row: mail, outcome }], "発生のご連絡", firstTry);
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
    const { incident, mail } = await pendingMail();
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
    const { incident, mail } = await pendingMail();
    await resolve(incident);
    await settleAs(mail, taken);
    expect(await dispatch(incident)).toMatchObject({ outcome: "sent" });
  });

  it("[R5.1e] never reopens a mail that was given up", async () => {
    const { incident, mail } = await pendingMail();
    await resolve(incident);
    await settleAs(mail, refusedForNow);
    expect(await dispatch(incident)).toMatchObject({ outcome: "failed" });
  });

  it("[R5.2.1] refused for now: the first try returns how many are pending, a later one is retried", async () => {
    const { mail } = await pendingMail();
    expect(await settleAs(mail, refusedForNow)).toEqual({ sent: 0, refused: 0, pending: 1 });
    await expect(settleAs(mail, refusedForNow, 4, false)).rejects.toThrow("451 try later");
  });

  it("[R5.2.1] refused for so long that a response is overdue: operators are asked to look", async () => {
    const { incident, mail } = await pendingMail();
    await settleAs(mail, refusedForNow, 15);
    expect(await ledger.row(incident)).toMatchObject({ attention: null });
    await settleAs(mail, refusedForNow, 16);
    expect(await ledger.row(incident)).toMatchObject({ attention: "mail-refused" });
  });
});
