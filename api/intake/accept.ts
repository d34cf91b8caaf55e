import { sql } from "drizzle-orm";
import type { Database, Queryable } from "../../db/connect.ts";
import { claimAnswer, keepAnswer } from "../../db/queries/idempotency.ts";
import { type NewAlert, type Source, storeAlerts } from "../../db/queries/intake.ts";
import { type Alert, dedupKey } from "../../domain/alert.ts";
import { DomainError } from "../../domain/errors.ts";
import { keyReused } from "../http/idempotencyKey.ts";
import { storableDetails, storableKey } from "./storable.ts";

export interface Acceptance {
  db: Database;
  clock: () => Date;
  /** Told after the commit, so that the alert goes on at once; what it misses is found by looking. */
  onAccepted: () => void;
}

/** What one request brings. */
export interface Delivery {
  source: Source;
  alerts: readonly Alert[];
  idempotency: { key: string; bodyHash: string } | null;
  /** What the sender hears, with an id for each alert. */
  answer: (ids: number[]) => unknown;
}

const acceptedStatus = 202;
/** The first of two requests with one key has so long to end; then the second one is told to come again. */
const firstMayTake = "3s";

/** Stores what was delivered; when this resolves it is committed, and the sender may hear so (R5.1a, RA2). */
export async function accept({ db, clock, onAccepted }: Acceptance, delivery: Delivery): Promise<unknown> {
  const at = clock();
  const answer =
    delivery.idempotency === null
      ? await store(db, delivery, at)
      : await storeOnce(db, { ...delivery, idempotency: delivery.idempotency }, at);
  onAccepted();
  return answer;
}

async function store(db: Queryable, { source, alerts, answer }: Delivery, at: Date): Promise<unknown> {
  const rows = alerts.map(toRow);
  // One body may bring one event twice, of which the first counts.
  const firstOfEvent = new Map<string, number>();
  const distinct = rows.filter(({ eventKey }, index) => {
    if (eventKey === null) return true;
    if (firstOfEvent.has(eventKey)) return false;
    firstOfEvent.set(eventKey, index);
    return true;
  });
  const ids = distinct.length === 0 ? [] : await storeAlerts(db, source, distinct, at);
  const idOf = new Map(distinct.map((row, index) => [row, ids[index]!]));
  return answer(
    rows.map((row) => idOf.get(row.eventKey === null ? row : rows[firstOfEvent.get(row.eventKey)!]!)!),
  );
}

/**
 * The key's answer and the alerts are committed together: a second request with the key waits for the first one's
 * end, and finds its answer or, if the first came to nothing, takes its place.
 */
async function storeOnce(
  db: Database,
  delivery: Delivery & { idempotency: { key: string; bodyHash: string } },
  at: Date,
): Promise<unknown> {
  const { customer, name } = delivery.source;
  const { key, bodyHash } = delivery.idempotency;
  const named = { scope: `source ${customer} ${name}`, key };
  return db.transaction(async (transaction) => {
    await transaction.execute(sql.raw(`set local lock_timeout = '${firstMayTake}'`));
    const claim = await claimAnswer(transaction, { ...named, bodyHash, at });
    if (claim === "reused") throw keyReused();
    if (claim === "in-use") throw new DomainError("unavailable", "The first request is still under way.");
    if (claim !== "claimed") return claim.answer;
    const answer = await store(transaction, delivery, at);
    await keepAnswer(transaction, { ...named, status: acceptedStatus, answer });
    return answer;
  });
}

function toRow({ key, ...alert }: Alert): NewAlert {
  return {
    ...alert,
    dedupKey: storableKey(dedupKey({ key, ...alert })),
    eventKey: alert.eventKey === null ? null : storableKey(alert.eventKey),
    details: storableDetails(alert.details),
  };
}
