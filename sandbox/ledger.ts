/**
 * A complete record, in order, of what reached the outside world: the truth that tests compare with. A test
 * marks what it expected; what stays unseen was not expected.
 */
export class Ledger<Item extends object> {
  #items: Item[] = [];
  #seen = new Set<Item>();

  record(item: Item): void {
    this.#items.push(item);
  }

  all(): Item[] {
    return [...this.#items];
  }

  markSeen(...items: Item[]): void {
    for (const item of items) this.#seen.add(item);
  }

  unseen(): Item[] {
    return this.#items.filter((item) => !this.#seen.has(item));
  }

  clear(): void {
    this.#items = [];
    this.#seen.clear();
  }
}
