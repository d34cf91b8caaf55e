import { alarmKinds } from "../../domain/messages/kinds.ts";
import { operatorRecipientPattern } from "../../domain/messages/operatorRecipient.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Queryable } from "../connect.ts";
import { type AnyPgColumn, and, eq, inArray, like, notLike, sql } from "../drizzle.ts";
import { calls, dispatches } from "../schema/index.ts";

export type DispatchRow = Omit<typeof dispatches.$inferSelect, "triedUntil">;

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
export const toldOfAlert = (table: Record<"channel" | "kind" | "recipient" | "step", AnyPgColumn>) =>
  and(
    eq(table.channel, "mail"),
    inArray(table.kind, [...alarmKinds]),
    notLike(table.recipient, operatorRecipientPattern),
    notLike(table.step, "secondary/%"),
  );

/** Addresses whose mail about the problem is still pending; a recovery would reach them too early. */
export async function addressesStillTried(db: Queryable, incident: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ to: dispatches.to })
    .from(dispatches)
    .where(
      and(eq(dispatches.incident, incident), toldOfAlert(dispatches), eq(dispatches.outcome, "pending")),
    );
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
        toldOfAlert(dispatches),
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
