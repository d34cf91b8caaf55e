import { and, eq, gt, inArray, like, notLike, sql } from "drizzle-orm";
import { alarmKinds, type DispatchKind } from "../../domain/messages/kinds.ts";
import { operatorRecipientPattern } from "../../domain/messages/operatorRecipient.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Queryable } from "../connect.ts";
import { calls, dispatches } from "../schema/index.ts";

export type DispatchRow = typeof dispatches.$inferSelect;

export interface PlannedDispatch {
  recipient: string;
  to: string;
  messageId: string | null;
  content: { subject?: string; body: string };
}

/**
 * Records whom a step is about to tell, each once, and returns all rows of the step. Rows of an earlier
 * attempt keep their outcome and text.
 */
export async function planDispatches(
  db: Queryable,
  step: { incident: number; step: string; channel: "mail" | "chat"; kind: DispatchKind; at: Date },
  planned: readonly PlannedDispatch[],
): Promise<DispatchRow[]> {
  if (planned.length === 0) return [];
  const rows = planned.map((one) => ({ ...step, ...one, outcome: "pending" as const }));
  const inserted = await db.insert(dispatches).values(rows).onConflictDoNothing().returning();
  if (inserted.length === planned.length) return inserted;
  return await db
    .select()
    .from(dispatches)
    .where(
      and(
        eq(dispatches.incident, step.incident),
        eq(dispatches.step, step.step),
        eq(dispatches.channel, step.channel),
        inArray(
          dispatches.recipient,
          planned.map((one) => one.recipient),
        ),
      ),
    );
}

/** An incident's own pending messages; those of its secondary responses continue by themselves. */
export async function pendingDispatches(db: Queryable, incident: number): Promise<DispatchRow[]> {
  return await db.select().from(dispatches).where(ownPending(incident)).orderBy(dispatches.id);
}

/** Once an incident is resolved by hand, its own pending messages are not sent. */
export async function giveUpPending(tx: Queryable, incident: number, at: Date): Promise<void> {
  const reason = notSentTexts.resolved();
  await tx.update(dispatches).set({ outcome: "failed", reason, at }).where(ownPending(incident));
}

const ownPending = (incident: number) =>
  and(
    eq(dispatches.incident, incident),
    eq(dispatches.outcome, "pending"),
    notLike(dispatches.step, "secondary/%"),
  );

/** The same for one recipient and these steps, oldest first. */
export async function pendingOf(
  db: Queryable,
  about: { incident: number; channel: "mail" | "chat"; recipient: string; steps: string[] },
): Promise<DispatchRow[]> {
  const { incident, channel, recipient, steps } = about;
  return (await pendingDispatches(db, incident)).filter(
    (row) => row.channel === channel && row.recipient === recipient && steps.includes(row.step),
  );
}

/** The steps of operators' notices that were begun, whatever their outcome. */
export async function operatorsStepsOf(db: Queryable, incident: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ step: dispatches.step })
    .from(dispatches)
    .where(and(eq(dispatches.incident, incident), like(dispatches.recipient, operatorRecipientPattern)));
  return rows.map(({ step }) => step);
}

export interface DispatchOutcome {
  id: number;
  outcome: "pending" | "sent" | "refused" | "failed";
  reason: Text | null;
  /** The provider's id of the message, if it gives one. */
  messageId?: string | null;
}

/**
 * Records outcomes and returns what was written. undefined: the row was given up in the meantime, and a
 * failed attempt does not reopen it. A pending row keeps its planned time, from which its tries are counted.
 */
export async function settleDispatches(
  db: Queryable,
  outcomes: readonly DispatchOutcome[],
  at: Date,
): Promise<(DispatchOutcome | undefined)[]> {
  const written: (DispatchOutcome | undefined)[] = [];
  for (const one of outcomes) {
    const { id, outcome, reason, messageId } = one;
    const isOpen = outcome === "sent" ? undefined : eq(dispatches.outcome, "pending");
    const [row] = await db
      .update(dispatches)
      .set({ outcome, reason, ...(outcome === "pending" ? {} : { at }), ...(messageId ? { messageId } : {}) })
      .where(and(eq(dispatches.id, id), isOpen))
      .returning({ id: dispatches.id });
    written.push(row === undefined ? undefined : one);
  }
  return written;
}

/** Gives up a step nobody needs any more: messages still being tried are not sent. */
export async function giveUpStep(
  db: Queryable,
  { incident, step, reason, at }: { incident: number; step: string; reason: Text; at: Date },
): Promise<void> {
  await db
    .update(dispatches)
    .set({ outcome: "failed", reason, at })
    .where(
      and(eq(dispatches.incident, incident), eq(dispatches.step, step), eq(dispatches.outcome, "pending")),
    );
}

/** Whether a chat was told of this occurrence; only then is it told of the recovery (R5.1d). */
export async function chatWasTold(
  db: Queryable,
  incident: number,
  occurrence: number,
  chat: string,
): Promise<boolean> {
  const [told] = await db
    .select({ id: dispatches.id })
    .from(dispatches)
    .where(
      and(
        eq(dispatches.incident, incident),
        like(dispatches.step, `${occurrence}/%`),
        eq(dispatches.channel, "chat"),
        eq(dispatches.recipient, chat),
        inArray(dispatches.kind, ["alert", "repeat"]),
        eq(dispatches.outcome, "sent"),
      ),
    )
    .limit(1);
  return told !== undefined;
}

/** The contacts whose mail server accepted a mail of this incident. */
export async function contactsMailed(db: Queryable, incident: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ contact: dispatches.recipient })
    .from(dispatches)
    .where(
      and(
        eq(dispatches.incident, incident),
        eq(dispatches.channel, "mail"),
        notLike(dispatches.recipient, operatorRecipientPattern),
        eq(dispatches.outcome, "sent"),
      ),
    );
  return rows.map((row) => row.contact).sort();
}

/** Mails that tell the customer's people of a problem. */
const toldOfAlert = and(
  eq(dispatches.channel, "mail"),
  inArray(dispatches.kind, [...alarmKinds]),
  notLike(dispatches.recipient, operatorRecipientPattern),
  notLike(dispatches.step, "secondary/%"),
);

/** After a day a notice is useless, so nothing waits for one that has been tried for longer. */
const longestWaitMilliseconds = 24 * 60 * 60_000;

/**
 * Which of these mails must wait because an older one is still being tried for the same address: people read
 * events in the order in which they happened.
 */
export async function behindOlderMail(
  db: Queryable,
  rows: readonly DispatchRow[],
  now: Date,
): Promise<Set<number>> {
  const mails = rows.filter(({ channel, step }) => channel === "mail" && !step.startsWith("secondary/"));
  const [first] = mails;
  if (first === undefined) return new Set();
  const older = await db
    .select({ id: dispatches.id, to: dispatches.to })
    .from(dispatches)
    .where(
      and(
        ...[eq(dispatches.incident, first.incident), toldOfAlert, eq(dispatches.outcome, "pending")],
        inArray(
          dispatches.to,
          mails.map(({ to }) => to),
        ),
        gt(dispatches.at, new Date(now.getTime() - longestWaitMilliseconds)),
      ),
    );
  const isBehind = (row: DispatchRow) => older.some(({ id, to }) => to === row.to && id < row.id);
  return new Set(mails.filter(isBehind).map(({ id }) => id));
}

/** Addresses whose mail about the problem is still pending; a recovery would reach them too early. */
export async function addressesStillTried(db: Queryable, incident: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ to: dispatches.to })
    .from(dispatches)
    .where(and(eq(dispatches.incident, incident), toldOfAlert, eq(dispatches.outcome, "pending")));
  return rows.map((row) => row.to);
}

/**
 * The contacts who get the recovery by mail (R5.1d): those mailed in this occurrence about an alert, its
 * escalation or the calls' result, or by an operator, and those who were rung for it, by an operator too.
 */
export async function contactsToldOf(db: Queryable, incident: number, occurrence: number): Promise<string[]> {
  const mailed = db
    .select({ contact: dispatches.recipient })
    .from(dispatches)
    .where(
      and(
        eq(dispatches.incident, incident),
        like(dispatches.step, `${occurrence}/%`),
        toldOfAlert,
        eq(dispatches.outcome, "sent"),
      ),
    );
  const rung = db
    .select({ contact: calls.contact })
    .from(calls)
    .where(
      and(
        eq(calls.incident, incident),
        eq(calls.occurrence, occurrence),
        sql`${calls.requestedAt} is not null and not ${calls.notPlaced}`,
        sql`(${calls.operatorPhone} is null or ${calls.legSid} is not null)`,
      ),
    );
  return (await mailed.union(rung)).map((row) => row.contact).sort();
}
