import type { Clock } from "../clock.ts";
import type { Feed } from "../feed.ts";
import { Ledger } from "../ledger.ts";
import { ChatFaults } from "./faults.ts";
import { type ChatProvider, mentionsIn, type Post } from "./post.ts";

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

  post(provider: ChatProvider, room: string, sender: string, text: string, raw: unknown): Post {
    const post: Post = {
      id: this.#nextId(provider),
      provider,
      room,
      sender,
      text,
      mentions: mentionsIn(provider, text),
      raw,
      at: this.clock.now(),
      editedAt: null,
    };
    this.ledger.record(post);
    this.#show(post);
    return post;
  }

  edit(provider: ChatProvider, room: string, id: string, text: string): Post | null {
    const post = this.posts(provider, room).find((each) => each.id === id);
    if (!post) return null;
    Object.assign(post, { text, mentions: mentionsIn(provider, text), editedAt: this.clock.now() });
    this.#show(post);
    return post;
  }

  posts(provider?: ChatProvider, room?: string): Post[] {
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
    this.#feed.publish({
      kind: "post",
      id: `${post.provider}/${post.id}`,
      data: { ...post, raw: undefined },
    });
  }

  #nextId(provider: ChatProvider): string {
    const number = ++this.#count;
    if (provider !== "slack") return String(number);
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    return `${seconds}.${String(number).padStart(6, "0")}`;
  }
}
