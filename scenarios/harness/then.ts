import { desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { calls, dispatches, incidents, timeline } from "../../db/schema/index.ts";
import type { Mail } from "../../sandbox/mailbox/mail.ts";
import type { Engine } from "./engine.ts";
import type { GivenCustomer } from "./given.ts";
import { mailOf, type Person, personAt } from "./people.ts";

/** What must have happened. What is expected is marked as seen; a scenario fails on anything else that was sent. */
export function expectations(engine: Engine) {
  const { exchange, mailbox, walls, world } = engine.sandbox;
  const { db } = engine.database;

  const latest = async (customer: GivenCustomer) => {
    const [row] = await db
      .select()
      .from(incidents)
      .where(eq(incidents.customer, customer.id))
      .orderBy(desc(incidents.number))
      .limit(1);
    if (row === undefined) throw new Error(`${customer.id} has no incident`);
    return row;
  };

  return {
    incident: latest,
    incidents: (customer: GivenCustomer) =>
      db.select().from(incidents).where(eq(incidents.customer, customer.id)).orderBy(incidents.number),

    /** `sato: missed`, in the order of the ledger; every ring is accounted for, and nobody's phone rang twice at once. */
    async calls(customer: GivenCustomer, ...expected: string[]): Promise<void> {
      const incident = await latest(customer);
      const rows = await db
        .select()
        .from(calls)
        .where(eq(calls.incident, incident.number))
        .orderBy(calls.claimedAt, calls.position);
      expect(rows.map((row) => `${row.contact}: ${row.outcome ?? "under way"}`)).toEqual(expected);
      exchange.markSeen(...exchange.rings().map((ring) => ring.sid));
    },

    /** The phones that really rang, in order, as the exchange saw it. */
    rings(...expected: Person[]): void {
      const rang = exchange.unseen().filter((ring) => ring.rangAt !== null);
      expect(rang.map((ring) => personAt(ring.to))).toEqual(expected);
      exchange.markSeen(...exchange.unseen().map((ring) => ring.sid));
    },

    /** Mails to customers' people, by subject. */
    mails(subject: string, ...to: Person[]): Mail[] {
      const matching = mailbox.ledger
        .unseen()
        .filter((mail) => mail.subject === subject && !isForOperators(mail));
      expect(matching.map((mail) => mail.to.join()).sort()).toEqual(to.map(mailOf).sort());
      mailbox.ledger.markSeen(...matching);
      return matching;
    },

    /** Chat lines that begin so, in one room, in order. */
    chatLines(room: string, ...expected: (string | RegExp)[]): void {
      const posts = walls.ledger.unseen().filter((post) => post.room === room);
      expect(posts.map((post) => post.text)).toEqual(expected.map((one) => expect.stringMatching(one)));
      walls.ledger.markSeen(...posts);
    },

    /** Operators were told so, by both their channels. */
    operatorsWereTold(about: string | RegExp): void {
      const posts = walls.ledger.unseen().filter((post) => post.room === "OPERATORS");
      const mails = mailbox.ledger.unseen().filter(isForOperators);
      expect(posts.map((post) => post.text)).toContainEqual(expect.stringMatching(about));
      expect(mails.map((mail) => mail.subject)).toContainEqual(expect.stringMatching(about));
      walls.ledger.markSeen(...posts.filter((post) => post.text.match(about)));
      mailbox.ledger.markSeen(...mails.filter((mail) => mail.subject.match(about)));
    },

    nothingElseWasSent(): void {
      world.expectNothingElse();
    },

    async dispatches(customer: GivenCustomer, ...expected: string[]): Promise<void> {
      const incident = await latest(customer);
      const rows = await db.select().from(dispatches).where(eq(dispatches.incident, incident.number));
      const shown = rows.map((row) => `${row.channel} ${row.recipient} ${row.kind}: ${row.outcome}`);
      expect(shown.sort()).toEqual([...expected].sort());
    },

    async timelineSays(customer: GivenCustomer, ...expected: (string | RegExp)[]): Promise<void> {
      const incident = await latest(customer);
      const lines = await db
        .select()
        .from(timeline)
        .where(eq(timeline.incident, incident.number))
        .orderBy(timeline.at, timeline.id);
      const texts = lines.map((line) => line.text);
      for (const one of expected) expect(texts).toContainEqual(expect.stringMatching(one));
    },
  };
}

const isForOperators = (mail: Mail): boolean => mail.to.includes("operators@msp.example");
