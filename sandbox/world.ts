import { Walls } from "./chat/walls.ts";
import type { Clock } from "./clock.ts";
import { ShopCheck } from "./demo/check.ts";
import { Shop } from "./demo/shop.ts";
import { type Account, Exchange, type Line } from "./exchange/exchange.ts";
import { Feed } from "./feed.ts";
import { Mailbox } from "./mailbox/mailbox.ts";

/** The sandbox's addresses, known once it listens. */
export interface Addresses {
  /** Page, control and every HTTP provider. */
  url: string;
  smtpUrl: string;
  shopUrl: string;
}

/** Everything outside: telephones, mailboxes, chat rooms and a customer's server. */
export class World {
  readonly clock: Clock;
  readonly feed = new Feed();
  readonly exchange: Exchange;
  readonly mailbox: Mailbox;
  readonly walls: Walls;
  readonly shop: Shop;
  readonly check: ShopCheck;
  #addresses: Addresses;

  constructor(clock: Clock, account: Account, addresses: Addresses, line: Line | null) {
    this.clock = clock;
    this.#addresses = addresses;
    this.exchange = new Exchange(account, clock, this.feed, () => addresses.url, line);
    this.mailbox = new Mailbox(clock, this.feed);
    this.walls = new Walls(clock, this.feed);
    this.shop = new Shop(() => this.showDemo());
    this.check = new ShopCheck(
      clock,
      () => addresses.shopUrl,
      () => this.showDemo(),
    );
  }

  /** Shows open pages the state of the demo server. */
  showDemo(): void {
    const { broken } = this.shop;
    const data = { broken, url: this.#addresses.shopUrl, watching: this.check.watching };
    this.feed.publish({ kind: "shop", id: "shop", data });
  }

  /** What was sent and not marked as seen, one per line. */
  unseen(): string[] {
    return [
      ...this.exchange.unseen().map((ring) => `call to ${ring.to} (${ring.status})`),
      ...this.mailbox.unseen().map((mail) => `mail to ${mail.to.join(", ")}: ${mail.subject}`),
      ...this.walls.unseen().map((post) => `${post.provider} ${post.room}: ${post.text}`),
    ];
  }

  /** Fails if anything was sent that nobody expected. */
  expectNothingElse(): void {
    const unexpected = this.unseen();
    if (unexpected.length > 0) throw new Error(`sent, but not expected:\n${unexpected.join("\n")}`);
  }

  /** Back to the start: nothing sent, nothing scripted, the server up and unwatched. */
  reset(): void {
    this.exchange.reset();
    this.mailbox.reset();
    this.walls.reset();
    this.check.stop();
    this.feed.reset();
    this.shop.mend();
  }
}
