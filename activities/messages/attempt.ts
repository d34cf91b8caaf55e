import { ApplicationFailure } from "@temporalio/activity";
import { type AttemptRow, type Lease, outcomesOf, takeDispatches } from "../../db/messages/attempts.ts";
import type { DispatchRow } from "../../db/messages/dispatches.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import { say } from "../../domain/say.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Failure, Outcome } from "../providers/outcome.ts";
import type { Told } from "./contract.ts";
import type { Standing, Standings } from "./conversations.ts";
import { settle } from "./settle.ts";

interface Telling {
  /** Stores the rows under the lease, or finds those of an earlier attempt. */
  rows: (lease: Lease) => Promise<(DispatchRow & Partial<AttemptRow>)[]>;
  /** Its name on the timeline, such as 「発生のご連絡」. */
  what: Text;
  send: (row: DispatchRow) => Promise<Outcome>;
  firstTry?: boolean;
}

/** Not tried yet. It is tried soon after the older mail, even if that one is retried rarely by now. */
const olderFirst = (): Failure => ({
  outcome: "transient",
  reason: notSentTexts.olderFirst(),
  retryAfterSeconds: 15,
});

/** Its result is known soon; if its worker was killed, its lease ends soon. */
const beingSent = (): Failure => ({
  outcome: "transient",
  reason: notSentTexts.beingSent(),
  retryAfterSeconds: 2,
});

/**
 * Tries once to tell the pending ones of a step's rows, all together, and records the outcomes. A row that is
 * being tried already is not sent a second time: in this process its conversation is awaited, in another the
 * row counts as pending. While any is pending it throws, to be retried; with `firstTry` it returns their
 * number instead. To lose no message, an unknown outcome may lead to a second mail (same Message-ID) or chat
 * line.
 */
export async function attempt(
  deps: ActivityDeps,
  { rows: rowsUnder, what, send, firstTry = false }: Telling,
): Promise<Told> {
  const lease = deps.conversations.lease();
  const rows = await rowsUnder(lease);
  const pending = rows.filter(({ outcome }) => outcome === "pending");
  const fresh = pending.filter(({ triedBy }) => triedBy === lease.by);
  const earlier = pending.filter(({ triedBy }) => triedBy !== lease.by);
  const joined = new Set(earlier.flatMap((row) => deps.conversations.about(row) ?? []));
  const others = earlier.filter((row) => deps.conversations.about(row) === undefined);
  const held = [...fresh, ...(await takeDispatches(deps.db, others, lease, deps.clock()))];
  const own = deps.conversations.hold(lease, held, async () => {
    const tries = held.map(async (row) => ({ row, outcome: row.isBehind ? olderFirst() : await send(row) }));
    return await settle(deps, lease, await Promise.all(tries), what);
  });
  const conversations = await Promise.all([own, ...joined]);
  const known: Standings = new Map(conversations.flatMap((standings) => [...standings]));
  const unknown = pending.filter(({ id }) => !known.has(id));
  for (const { id, outcome } of await outcomesOf(deps.db, unknown))
    known.set(id, outcome === "pending" ? { outcome, failure: beingSent() } : { outcome });
  return toldBy(
    rows.map((row) => known.get(row.id) ?? row),
    what,
    firstTry,
  );
}

function toldBy(standings: readonly Standing[], what: Text, firstTry: boolean): Told {
  const count = (outcome: Standing["outcome"]) => standings.filter((one) => one.outcome === outcome).length;
  const pending = count("pending");
  if (pending > 0 && !firstTry) throw notYet(what, standings);
  const told = { sent: count("sent"), refused: count("refused") + count("failed") };
  return pending === 0 ? told : { ...told, pending };
}

function notYet(what: Text, standings: readonly Standing[]): ApplicationFailure {
  const failures = standings.flatMap(({ failure }) => failure ?? []);
  const waits = failures.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? []);
  const reasons = new Set(failures.map(({ reason }) => say(reason)));
  return ApplicationFailure.create({
    type: "NotYetTold",
    message: `${say(what)}: ${[...reasons].join(" / ")}`,
    ...(waits.length > 0 ? { nextRetryDelay: `${Math.max(...waits)}s` as const } : {}),
  });
}
