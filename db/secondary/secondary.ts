import { DomainError } from "../../domain/errors.ts";
import type { ActingRole } from "../../domain/incidents/actions/situation.ts";
import { type Act, actOn } from "../../domain/secondary/act.ts";
import type { SecondaryRecord } from "../../domain/secondary/record.ts";
import { secondaryRefusalTexts } from "../../domain/secondary/steeringTexts.ts";
import { actorOf, eventsOf, proposedEvent, type StoryPlace } from "../../domain/secondary/story.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import { formTexts } from "../../domain/words/fields.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { configurationVersion } from "../customers/customers.ts";
import { and, desc, eq, inArray, type SQL, sql } from "../drizzle.ts";
import type { VisibleCustomers } from "../incidents/incidents.ts";
import { tellWorkflow } from "../outbox/write.ts";
import { secondaryResponses } from "../schema/index.ts";
import { tellTimeline } from "../timelineLines.ts";
import { proposalDigest } from "./linkKeys.ts";

export type SecondaryRow = typeof secondaryResponses.$inferSelect;

/** A proposal and its request; a repeated request gets the same row. */
export interface NewSecondary {
  incident: number;
  customer: string;
  version: number;
  record: SecondaryRecord;
  /** The customer's agreement that the proposer already received by telephone. */
  agreed: Act | null;
}

/** Stores a proposal before anybody is told of it. From this commit on it will be carried out. */
export async function proposeSecondary(db: Database, proposed: NewSecondary): Promise<SecondaryRow> {
  const { incident, customer, version, agreed } = proposed;
  const [request = ""] = proposed.record.requests;
  const at = new Date(proposed.record.proposedAt);
  const record = agreed === null ? proposed.record : agreedTo(proposed.record, agreed, request);
  const place = await placeOf(db, version);
  return await db.transaction(async (tx) => {
    const [known] = await tx
      .select()
      .from(secondaryResponses)
      .where(and(eq(secondaryResponses.incident, incident), sql`record->'requests'->>0 = ${request}`));
    if (known !== undefined) return known;
    const [row] = await tx
      .insert(secondaryResponses)
      .values({ incident, customer, version, record, state: record.state })
      .returning();
    const here = { ...place, id: row!.id };
    const happened = [
      proposedEvent(record, here),
      ...(agreed === null ? [] : eventsOf(agreed, record, here)),
    ];
    await tell(tx, row!, happened, { actor: record.proposedBy, fact: "proposed", at });
    await tellWorkflow(tx, { to: "secondary", row: row!.id, word: { is: "changed" }, at });
    return row!;
  });
}

function agreedTo(record: SecondaryRecord, agreed: Act, request: string): SecondaryRecord {
  const who = {
    role: "operator",
    request: `${request}/agreed`,
    digest: proposalDigest(record.proposal),
  } as const;
  const acted = actOn(record, agreed, who, record.proposedAt);
  if (acted.outcome === "refused") throw refusalOf(acted);
  return acted.outcome === "changed" ? acted.record : record;
}

export interface Said {
  act: Act;
  /** null: the engine's own act, or the Temporal UI's, which knows no roles. */
  role: ActingRole | null;
  request: string;
  at: Date;
  /** The workflow itself acted and need not be told. */
  byWorkflow?: boolean;
}

/**
 * Acts on a secondary response: decides under the row's lock, records the act with its timeline entry, and
 * leaves it to the relay to tell the workflow. Throws the DomainError of a refusal.
 */
export async function actOnSecondary(db: Database, id: number, said: Said): Promise<SecondaryRow> {
  const known = await findSecondary(db, id, null);
  if (known === null) throw noSuchSecondary(id);
  const place = { ...(await placeOf(db, known.version)), id };
  return await db.transaction(async (tx) => {
    const [row = known] = await tx
      .select()
      .from(secondaryResponses)
      .where(eq(secondaryResponses.id, id))
      .for("update");
    const digest = proposalDigest(row.record.proposal);
    const acted = actOn(row.record, said.act, { ...said, digest }, said.at.getTime());
    if (acted.outcome === "unchanged") return row;
    if (acted.outcome === "refused") throw refusalOf(acted);
    const [changed] = await tx
      .update(secondaryResponses)
      .set({
        record: acted.record,
        state: acted.record.state,
      })
      .where(eq(secondaryResponses.id, id))
      .returning();
    const happened = eventsOf(said.act, acted.record, place);
    await tell(tx, row, happened, { actor: actorOf(said.act), fact: said.request, at: said.at });
    if (said.byWorkflow !== true)
      await tellWorkflow(tx, { to: "secondary", row: id, word: { is: "changed" }, at: said.at });
    return changed!;
  });
}

function refusalOf({ code, reason, field }: { code: string; reason: Text; field?: string }): DomainError {
  if (field === undefined) return new DomainError(code, reason);
  return new DomainError(code, formTexts.lookAgain(), { errors: [{ path: field, message: reason }] });
}

async function tell(
  tx: Transaction,
  { id, incident }: SecondaryRow,
  happened: readonly TimelineEvent[],
  { actor, fact, at }: { actor: string; fact: string; at: Date },
): Promise<void> {
  await tellTimeline(
    tx,
    happened.map((event, index) => ({
      incident,
      at,
      actor,
      event,
      fact: `secondary/${id}/${fact}/${index}`,
    })),
  );
}

async function placeOf(db: Database, version: number): Promise<Omit<StoryPlace, "id">> {
  const { timezone, contacts } = await configurationVersion(db, version);
  return { timezone, contactName: (contact) => contacts[contact]?.name ?? contact };
}

/** null: it does not exist, or may not be seen. */
export async function findSecondary(
  db: Queryable,
  id: number,
  visible: VisibleCustomers,
): Promise<SecondaryRow | null> {
  const [row] = await db
    .select()
    .from(secondaryResponses)
    .where(and(eq(secondaryResponses.id, id), isVisible(visible)));
  return row ?? null;
}

export const noSuchSecondary = (id: number | string): DomainError =>
  new DomainError("not_found", secondaryRefusalTexts.unknown({ id }));

/** An incident's secondary responses, latest first. */
export const secondariesOf = (db: Queryable, incident: number): Promise<SecondaryRow[]> =>
  db
    .select()
    .from(secondaryResponses)
    .where(eq(secondaryResponses.incident, incident))
    .orderBy(desc(secondaryResponses.id));

/** The latest secondary response of each of these incidents. */
export async function latestSecondaries(
  db: Queryable,
  incidents: readonly number[],
): Promise<Map<number, SecondaryRow>> {
  if (incidents.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([secondaryResponses.incident])
    .from(secondaryResponses)
    // One parameter, since the board asks for thousands.
    .where(sql`${secondaryResponses.incident} = any(${sql.param([...incidents])})`)
    .orderBy(secondaryResponses.incident, desc(secondaryResponses.id));
  return new Map(rows.map((row) => [row.incident, row]));
}

/** Marks a duty as done, permanently. */
export async function markDutyDone(db: Queryable, id: number, key: string): Promise<void> {
  await db
    .update(secondaryResponses)
    .set({ done: sql`${secondaryResponses.done} || ${JSON.stringify([key])}::jsonb` })
    .where(and(eq(secondaryResponses.id, id), sql`not ${secondaryResponses.done} ? ${key}`));
}

const isVisible = (visible: VisibleCustomers): SQL | undefined =>
  visible === null ? undefined : inArray(secondaryResponses.customer, [...visible]);
