import { type NewAlert, type Source, storeAlerts } from "../../db/alerts/intake.ts";
import type { Database, Queryable } from "../../db/connect.ts";
import { sql } from "../../db/drizzle.ts";
import { claimAnswer, keepAnswer } from "../../db/people/idempotency.ts";
import { type Alert, dedupKey } from "../../domain/alerts/alert.ts";
import { DomainError } from "../../domain/errors.ts";
import { breather } from "../http/breathe.ts";
import { keyReused } from "../http/idempotencyKey.ts";
import { storableDetails, storableKey } from "./storable.ts";

export interface Acceptance {
  db: Database;
  clock: () => Date;
  /**
   * Called after the commit, so that the alerts are relayed at once. If a call is lost, the relay finds them
   * at its next look.
   */
  onAccepted: () => void;
}

export interface Delivery {
  source: Source;
  alerts: readonly Alert[];
  idempotency: { key: string; bodyHash: string } | null;
  /** Builds the answer to the sender from the alerts' ids, one per alert. */
  answer: (ids: number[]) => unknown;
}

const acceptedStatus = 202;
/** The most one statement stores. */
const portionRows = 250;
const portionCharacters = 1_000_000;
/** How long a second request with the same key waits for the first before it is told to retry. */
const firstMayTake = "3s";

/**
 * Stores a delivery. Once this resolves, the alerts are committed and may be confirmed to the sender (R5.1a,
 * RA2).
 */
export async function accept({ db, clock, onAccepted }: Acceptance, delivery: Delivery): Promise<unknown> {
  const at = clock();
  const answer =
    delivery.idempotency === null
      ? await storeWhole(db, delivery, at)
      : await storeOnce(db, { ...delivery, idempotency: delivery.idempotency }, at);
  onAccepted();
  return answer;
}

interface Prepared {
  portions: NewAlert[][];
  /** The answer, from the ids of all rows in the order of their portions. */
  answer: (ids: readonly number[]) => unknown;
}

/** Makes the rows of a delivery. A body may hold the same event twice; the first one counts. */
async function prepare({ alerts, answer }: Delivery): Promise<Prepared> {
  const breathe = breather();
  const firstOfEvent = new Map<string, number>();
  const placeOf: number[] = [];
  const distinct: NewAlert[] = [];
  for (const alert of alerts) {
    const row = toRow(alert);
    const known = row.eventKey === null ? undefined : firstOfEvent.get(row.eventKey);
    if (known === undefined && row.eventKey !== null) firstOfEvent.set(row.eventKey, distinct.length);
    placeOf.push(known ?? distinct.length);
    if (known === undefined) distinct.push(row);
    await breathe();
  }
  return {
    portions: [...portionsOf(distinct)],
    answer: (ids) => answer(placeOf.map((place) => ids[place]!)),
  };
}

async function store(db: Queryable, source: Source, prepared: Prepared, at: Date): Promise<unknown> {
  const ids: number[] = [];
  for (const portion of prepared.portions) ids.push(...(await storeAlerts(db, source, portion, at)));
  return prepared.answer(ids);
}

/**
 * If every alert has an event key, they are stored portion by portion: should storing break off, the retry
 * recognises those already stored. All others are stored together or not at all.
 */
async function storeWhole(db: Database, delivery: Delivery, at: Date): Promise<unknown> {
  const prepared = await prepare(delivery);
  const isSafeInParts =
    prepared.portions.length === 1 || delivery.alerts.every(({ eventKey }) => eventKey !== null);
  const into = (queryable: Queryable) => store(queryable, delivery.source, prepared, at);
  return isSafeInParts ? into(db) : db.transaction(into);
}

/** Keeps statements small, so that building one holds up no other request. */
function* portionsOf(rows: readonly NewAlert[]): Generator<NewAlert[]> {
  let portion: NewAlert[] = [];
  let length = 0;
  for (const row of rows) {
    portion.push(row);
    length += (row.log?.length ?? 0) + lengthOfDetails(row.details);
    if (portion.length < portionRows && length < portionCharacters) continue;
    yield portion;
    portion = [];
    length = 0;
  }
  if (portion.length > 0) yield portion;
}

const lengthOfDetails = (details: NewAlert["details"]): number => JSON.stringify(details).length;

/**
 * Commits the key's answer and the alerts together. A second request with the key waits for the first, then
 * returns its answer, or takes its place if the first failed.
 */
async function storeOnce(
  db: Database,
  delivery: Delivery & { idempotency: { key: string; bodyHash: string } },
  at: Date,
): Promise<unknown> {
  const { customer, name } = delivery.source;
  const { key, bodyHash } = delivery.idempotency;
  const named = { scope: `source ${customer} ${name}`, key };
  const prepared = await prepare(delivery);
  return db.transaction(async (transaction) => {
    await transaction.execute(sql.raw(`set local lock_timeout = '${firstMayTake}'`));
    const claim = await claimAnswer(transaction, { ...named, bodyHash, at, claimant: null });
    if (claim === "reused") throw keyReused();
    if (claim === "in-use") throw new DomainError("unavailable", "The first request is still under way.");
    if (claim !== "claimed") return claim.answer;
    const answer = await store(transaction, delivery.source, prepared, at);
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
