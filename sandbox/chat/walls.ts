import type { Clock } from "../clock.ts";
import type { Feed } from "../feed.ts";
import { Ledger } from "../ledger.ts";
import { ChatFaults } from "./faults.ts";
import type { Post } from "./post.ts";
import type { Part } from "./provider.ts";
import { providerOf } from "./providers.ts";

/** The chat rooms of every provider, and what was posted in them. */
export class Walls {
  readonly ledger = new Ledger<Post>();
  readonly faults = new ChatFaults();
  readonly clock: Clock;
  #feed: Feed;
  #count = 0;

  constructor(clock: Clock, feed: Feed) {
    this.clock = clock;
    this.#feed = feed;
  }

  post(provider: string, room: string, sender: string, text: string, raw: unknown): Post {
    const number = ++this.#count;
    const post: Post = {
      id: providerOf(provider).idOf?.(number, this.clock.now()) ?? String(number),
      provider,
      room,
      sender,
      text,
      ...seenIn(partsIn(provider, text, raw)),
      raw,
      at: this.clock.now(),
      editedAt: null,
    };
    this.ledger.record(post);
    this.#show(post);
    return post;
  }

  edit(provider: string, room: string, id: string, text: string): Post | null {
    const post = this.posts(provider, room).find((each) => each.id === id);
    if (!post) return null;
    const seen = seenIn(partsIn(provider, text, post.raw));
    Object.assign(post, { text, ...seen, editedAt: this.clock.now() });
    this.#show(post);
    return post;
  }

  posts(provider?: string, room?: string): Post[] {
    return this.ledger
      .all()
      .filter((post) => (provider ?? post.provider) === post.provider && (room ?? post.room) === post.room);
  }

  unseen(): Post[] {
    return this.ledger.unseen();
  }

  reset(): void {
    this.ledger.clear();
    this.faults.clear();
  }

  #show(post: Post): void {
    const { provider, id, text, raw, ...rest } = post;
    const { name, color } = providerOf(provider);
    const data = { ...rest, id, provider, name, color, parts: partsIn(provider, text, raw) };
    this.#feed.publish({ kind: "post", id: `${provider}/${id}`, data });
  }
}

const partsIn = (provider: string, text: string, raw: unknown): Part[] =>
  providerOf(provider).read(text, raw);

function seenIn(parts: Part[]): Pick<Post, "shown" | "mentions"> {
  return {
    shown: parts
      .filter((part) => typeof part === "string")
      .join("")
      .trimStart(),
    mentions: parts.flatMap((part) => (typeof part === "string" ? [] : [part.mention])),
  };
}
