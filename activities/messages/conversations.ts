import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { type DispatchOutcome, type Lease, renewLease } from "../../db/messages/attempts.ts";
import type { Failure } from "../providers/outcome.ts";

/** How a row stands after an attempt. */
export interface Standing {
  outcome: DispatchOutcome["outcome"];
  failure?: Failure;
}

/** By the row's id. */
export type Standings = Map<number, Standing>;

/**
 * What this process is saying to mail servers and chats. A second activity for the same row joins the
 * conversation, so that only one speaks; other processes are kept off by the rows' lease.
 */
export interface Conversations {
  lease(): Lease;
  /** Converses about rows under a lease, which is renewed until the conversation's end. */
  hold(lease: Lease, rows: readonly { id: number }[], converse: () => Promise<Standings>): Promise<Standings>;
  /** The conversation about a row; undefined: this process has none. */
  about(row: { id: number }): Promise<Standings> | undefined;
  /** Waits for conversations that outlast the activities that began them. */
  ended(): Promise<void>;
}

/** A killed worker's rows are free again after the lease; a conversation may last longer. */
export function conversations(db: Database, logger: Logger, leaseSeconds = 10): Conversations {
  const going = new Map<number, Promise<Standings>>();

  function keepRenewing(lease: Lease, rows: readonly { id: number }[]): NodeJS.Timeout {
    const renew = () =>
      renewLease(db, lease, rows).catch((error: unknown) =>
        logger.warn({ err: error }, "a lease could not be renewed"),
      );
    return setInterval(renew, (leaseSeconds * 1000) / 3);
  }

  return {
    lease: () => ({ by: randomUUID(), seconds: leaseSeconds }),

    async hold(lease, rows, converse) {
      if (rows.length === 0) return new Map();
      const renewing = keepRenewing(lease, rows);
      const conversation = converse();
      for (const { id } of rows) going.set(id, conversation);
      try {
        return await conversation;
      } finally {
        clearInterval(renewing);
        for (const { id } of rows) going.delete(id);
      }
    },

    about: ({ id }) => going.get(id),

    async ended() {
      await Promise.allSettled(going.values());
    },
  };
}
