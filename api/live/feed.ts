import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { incidentsNumbered } from "../../db/incidents/board.ts";
import { changesCursor, changesSince } from "../../db/incidents/changes.ts";
import { loggable } from "../../domain/loggable.ts";
import { presentBoard } from "../incidents/board/present.ts";
import type { BoardRow } from "../incidents/board/schemas.ts";
import type { Audience } from "../incidents/present.ts";

/** A console that missed more changes reads the whole board, which is cheaper. */
export const mostChanges = 500;
const lookEachMilliseconds = 150;
const whileFailingMilliseconds = 1_000;
/** After this long without reaching the database, readers no longer get the message that all is well. */
const longestSilenceMilliseconds = 5_000;

export interface Listener {
  audience: Audience;
  /** Rows of all customers; the listener passes on only what its reader may see. `null`: too many to send. */
  onChanges(cursor: string, rows: readonly BoardRow[] | null): void;
}

export interface ChangeFeed {
  /** Every change after it resolves is delivered. Returns how to leave. */
  join(listener: Listener): Promise<() => void>;
  /** The cursor up to which everything was delivered; null if the database has not answered for a while. */
  toldUpTo(): string | null;
  stop(): void;
}

interface Deps {
  db: Database;
  clock: () => Date;
  logger: Logger;
}

/** One query for all listeners every 150 ms; none while nobody listens. */
export function changeFeed({ db, clock, logger }: Deps): ChangeFeed {
  const listeners = new Set<Listener>();
  let looking: Promise<void> | null = null;
  let cursor = "";
  let lookedAt = 0;

  async function begin(): Promise<void> {
    try {
      cursor = await changesCursor(db);
      lookedAt = performance.now();
    } catch (error) {
      looking = null;
      throw error;
    }
    void lookOn();
  }

  async function lookOn(): Promise<void> {
    let failing = false;
    while (listeners.size > 0) {
      try {
        cursor = await tellChanges();
        lookedAt = performance.now();
        failing = false;
      } catch (error) {
        if (!failing)
          logger.warn({ error: loggable(error) }, "changes cannot be read from the database; retrying");
        failing = true;
      }
      await sleep(failing ? whileFailingMilliseconds : lookEachMilliseconds);
    }
    looking = null;
  }

  /** Delivers nothing until everything is read, so that the look after a failure repeats it all. */
  async function tellChanges(): Promise<string> {
    const { cursor: now, incidents } = await changesSince(db, cursor, mostChanges + 1);
    if (incidents.length === 0) return now;
    const told = [...listeners];
    const audiences = new Map(told.map(({ audience }) => [nameOf(audience), audience]));
    const rows = await readRows(db, clock(), incidents, [...audiences.values()]);
    for (const listener of told) {
      if (listeners.has(listener)) listener.onChanges(now, rows.get(nameOf(listener.audience)) ?? null);
    }
    return now;
  }

  return {
    async join(listener) {
      listeners.add(listener);
      looking ??= begin();
      try {
        await looking;
      } catch (error) {
        listeners.delete(listener);
        throw error;
      }
      return () => listeners.delete(listener);
    },
    toldUpTo: () => (performance.now() - lookedAt < longestSilenceMilliseconds ? cursor : null),
    stop: () => listeners.clear(),
  };
}

const nameOf = ({ forCustomer, language }: Audience): string => `${forCustomer} ${language}`;

/** The rows for each audience, by its name; none if there are too many to send. */
async function readRows(
  db: Database,
  now: Date,
  numbers: readonly number[],
  audiences: readonly Audience[],
): Promise<Map<string, BoardRow[]>> {
  if (numbers.length > mostChanges) return new Map();
  const incidents = await incidentsNumbered(db, numbers);
  const present = async (audience: Audience) =>
    [nameOf(audience), await presentBoard(db, incidents, { now, ...audience })] as const;
  return new Map(await Promise.all(audiences.map(present)));
}
