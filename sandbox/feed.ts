import { EventEmitter } from "node:events";

/** One thing on the browser page. Its latest state replaces the one shown under the same id. */
export interface FeedItem {
  kind: "call" | "mail" | "post" | "phone" | "shop";
  id: string;
  data: object;
}

/** The page shows only this many; the ledgers keep everything. */
const REMEMBERED_PER_KIND = 100;

/** Tells open pages what happens, and new ones the recent past. Bounded, however busy a bench is. */
export class Feed {
  #recent = new Map<FeedItem["kind"], Map<string, FeedItem>>();
  #listeners = new EventEmitter().setMaxListeners(0);

  publish(item: FeedItem): void {
    const sameKind = this.#recent.get(item.kind) ?? new Map<string, FeedItem>();
    this.#recent.set(item.kind, sameKind);
    sameKind.set(item.id, item);
    const oldest = sameKind.keys().next().value;
    if (sameKind.size > REMEMBERED_PER_KIND && oldest !== undefined) sameKind.delete(oldest);
    this.#listeners.emit("item", item);
  }

  recent(): FeedItem[] {
    return [...this.#recent.values()].flatMap((items) => [...items.values()]);
  }

  listen(listener: (item: FeedItem) => void, onReset: () => void): () => void {
    this.#listeners.on("item", listener);
    this.#listeners.on("reset", onReset);
    return () => {
      this.#listeners.off("item", listener);
      this.#listeners.off("reset", onReset);
    };
  }

  /** Forgets everything, on open pages too. */
  reset(): void {
    this.#recent.clear();
    this.#listeners.emit("reset");
  }
}
