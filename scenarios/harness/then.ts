import { expect } from "vitest";
import { asc, eq } from "../../db/drizzle.ts";
import { calls, dispatches, timeline } from "../../db/schema/index.ts";
import { wordsOf } from "../../domain/timeline.ts";
import type { Mail } from "../../sandbox/mailbox/mail.ts";
import type { Engine } from "./engine.ts";
import type { GivenCustomer } from "./given.ts";
import { mustReplay } from "./histories.ts";
import { type About, incidentOf, incidentsOf } from "./incidents.ts";
import { mailOf, type Person, people, personAt, phoneOf } from "./people.ts";

/**
 * What must have happened. Everything expected is marked as seen; a scenario fails if anything else was sent.
 */
export function expectations(engine: Engine) {
  const { exchange, mailbox, walls, world } = engine.sandbox;
  const { db } = engine.database;

  const callsOf = async (about: About) => {
    const { number } = await incidentOf(db, about);
    return await db
      .select()
      .from(calls)
      .where(eq(calls.incident, number))
      .orderBy(calls.occurrence, calls.step, calls.round, calls.position, calls.try);
  };

  return {
    callsOf,
    incident: (about: About) => incidentOf(db, about),
    incidents: (customer: GivenCustomer) => incidentsOf(db, customer),

    /** `sato: missed`, in the order of the list. Each was one ring, and no phone rang twice at once. */
    async calls(about: About, ...expected: string[]): Promise<void> {
      const rows = await callsOf(about);
      expect(rows.map((row) => `${row.contact}: ${row.outcome ?? "under way"}`)).toEqual(expected);
      // A call that an operator dialled by hand never passed our exchange.
      const byHand = (row: (typeof rows)[number]) => row.kind === "operator" && row.operatorPhone === null;
      const placed = rows.filter((row) => row.requestedAt !== null && !row.notPlaced && !byHand(row));
      const unseen = exchange.unseen();
      for (const row of placed)
        expect(unseen.filter((ring) => ring.sid === row.sid).map((ring) => ring.to)).toEqual([row.phone]);
      exchange.markSeen(...rows.flatMap((row) => row.sid ?? []));
      for (const person of people) expect(exchange.overlapping(phoneOf(person))).toEqual([]);
    },

    /** The phones that really rang, in order, from the exchange's ledger. */
    rings(...expected: Person[]): void {
      const rang = exchange.unseen().filter((ring) => ring.rangAt !== null);
      expect(rang.map((ring) => personAt(ring.to))).toEqual(expected);
      for (const person of people) expect(exchange.overlapping(phoneOf(person))).toEqual([]);
      exchange.markSeen(...exchange.unseen().map((ring) => ring.sid));
    },

    /** What was said in a person's last call. */
    heard: (person: Person): string => exchange.rings(phoneOf(person)).at(-1)?.said.join("") ?? "",

    /** Mails to customers' people, by subject. */
    mails(subject: string, ...to: Person[]): Mail[] {
      const matching = mailbox.ledger
        .unseen()
        .filter((mail) => mail.subject === subject && !isForOperators(mail));
      expect(matching.map((mail) => mail.to.join()).sort()).toEqual(to.map(mailOf).sort());
      mailbox.ledger.markSeen(...matching);
      return matching;
    },

    /** Chat lines of one room, in order. */
    chatLines(room: string, ...expected: (string | RegExp)[]): void {
      const posts = walls.ledger.unseen().filter((post) => post.room === room);
      expect(posts.map((post) => post.text)).toEqual(expected.map((one) => expect.stringMatching(one)));
      walls.ledger.markSeen(...posts);
    },

    /** Operators were told this, once on each of their channels. */
    operatorsWereTold(about: string | RegExp): void {
      const posts = walls.ledger
        .unseen()
        .filter((post) => post.room === "OPERATORS" && isSaid(post.text, about));
      const mails = mailbox.ledger
        .unseen()
        .filter((mail) => isForOperators(mail) && isSaid(mail.subject, about));
      expect([posts.length, mails.length], `operators told by chat and mail: ${about}`).toEqual([1, 1]);
      walls.ledger.markSeen(...posts);
      mailbox.ledger.markSeen(...mails);
    },

    /** Operators may have been told this: it depends on which of two things that are both late comes first. */
    operatorsMayHaveBeenTold(about: string): void {
      if (walls.ledger.unseen().some((post) => isSaid(post.text, about))) this.operatorsWereTold(about);
    },

    /** Its workflow's history replays. Returns how many events it has. `npm run histories` saves it. */
    canBeReplayed: (about: About, options: { savedAs: string }) => mustReplay(engine, about, options.savedAs),

    nothingElseWasSent(): void {
      world.expectNothingElse();
    },

    /** `mail sato alert: sent`, in any order. */
    async dispatches(about: About, ...expected: string[]): Promise<void> {
      const { number } = await incidentOf(db, about);
      const rows = await db.select().from(dispatches).where(eq(dispatches.incident, number));
      const shown = rows.map((row) => `${row.channel} ${row.recipient} ${row.kind}: ${row.outcome}`);
      expect(shown.sort()).toEqual([...expected].sort());
    },

    /** These lines in this order, with any others in between. */
    async timelineSays(about: About, ...expected: (string | RegExp)[]): Promise<void> {
      const { number } = await incidentOf(db, about);
      const lines = await db
        .select({ event: timeline.event })
        .from(timeline)
        .where(eq(timeline.incident, number))
        .orderBy(asc(timeline.at), asc(timeline.id));
      const texts = lines.map(({ event }) => wordsOf(event, "ja"));
      let from = 0;
      for (const one of expected) {
        const index = texts.findIndex((text, place) => place >= from && isSaid(text, one));
        expect(index, `${one} after line ${from} of:\n${texts.join("\n")}`).toBeGreaterThanOrEqual(0);
        from = index + 1;
      }
    },

    /** What an operator reads about it through the API. */
    async shows(about: About, expected: Record<string, unknown>): Promise<void> {
      const { number } = await incidentOf(db, about);
      const response = await fetch(`${engine.url}/api/incidents/${number}`, {
        headers: { authorization: `Bearer ${engine.operatorToken}` },
      });
      expect(await response.json()).toMatchObject(expected);
    },
  };
}

const isForOperators = (mail: Mail): boolean => mail.to.includes("operators@msp.example");

const isSaid = (text: string, what: string | RegExp): boolean =>
  typeof what === "string" ? text.includes(what) : what.test(text);
