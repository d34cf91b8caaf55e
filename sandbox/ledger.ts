/**
 * What reached the outside world, in order, and complete: the ground truth that tests compare with.
 * A test marks what it expected; whatever stays unseen was not expected.
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
