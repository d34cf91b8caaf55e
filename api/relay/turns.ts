import type { RelayKey } from "../../db/alerts/relayKey.ts";

/**
 * Customers take turns with one key each; the one that has waited longest comes first. None waits behind
 * another's flood, nor behind a name that sorts first.
 */
export class Turns {
  #taken = 0;
  /** The number of each customer's last turn, from a growing count. */
  readonly #last = new Map<string | null, number>();

  inTurn<Key extends RelayKey>(waiting: readonly Key[]): Key[] {
    const queues = [...Map.groupBy(waiting, ({ customer }) => customer)]
      .toSorted(([one], [other]) => this.#lastOf(one) - this.#lastOf(other))
      .map(([, queue]) => queue);
    const longest = Math.max(0, ...queues.map((queue) => queue.length));
    return Array.from({ length: longest }).flatMap((_, turn) => queues.flatMap((queue) => queue[turn] ?? []));
  }

  take(customer: string | null): void {
    this.#last.set(customer, ++this.#taken);
  }

  #lastOf(customer: string | null): number {
    return this.#last.get(customer) ?? 0;
  }
}
