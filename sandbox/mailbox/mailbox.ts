import { simpleParser } from "mailparser";
import type { Clock } from "../clock.ts";
import type { Feed } from "../feed.ts";
import { Ledger } from "../ledger.ts";
import { type Envelope, type Mail, mailOf } from "./mail.ts";
import { Refusals } from "./refusals.ts";

/** All recipients' mail. */
export class Mailbox {
  readonly ledger = new Ledger<Mail>();
  readonly refusals = new Refusals();
  #clock: Clock;
  #feed: Feed;
  #messageIds = new Set<string>();
  #count = 0;

  constructor(clock: Clock, feed: Feed) {
    this.#clock = clock;
    this.#feed = feed;
  }

  async receive(source: Buffer, envelope: Envelope): Promise<Mail> {
    const parsed = await simpleParser(source, { skipImageLinks: true });
    const isRepeat = parsed.messageId !== undefined && this.#messageIds.has(parsed.messageId);
    if (parsed.messageId) this.#messageIds.add(parsed.messageId);
    const receipt = { id: String(++this.#count), receivedAt: this.#clock.now(), isRepeat };
    const mail = mailOf(parsed, envelope, receipt);
    this.ledger.record(mail);
    this.#feed.publish({ kind: "mail", id: mail.id, data: mail });
    return mail;
  }

  mails(to?: string): Mail[] {
    return this.ledger.all().filter((mail) => to === undefined || mail.to.includes(to));
  }

  unseen(): Mail[] {
    return this.ledger.unseen();
  }

  reset(): void {
    this.ledger.clear();
    this.refusals.clear();
    this.#messageIds.clear();
  }
}
