import type { Aftermath } from "./aftermath.ts";
import type { Mail, Ring } from "./outside.ts";
import { rounds, type Story } from "./stories.ts";

type Rings = Pick<Aftermath, "calls" | "outside">;
type CallRow = Aftermath["calls"][number];

/** The attempt's id is the last part of every callback's address. */
const attemptOf = (ring: Ring): string => ring.callbackUrl.split("/").at(-1) ?? "";

const rang = ({ outside }: Rings): Ring[] => outside.rings.filter(({ rangAt }) => rangAt !== null);

function withCalls(after: Rings): { ring: Ring; call: CallRow }[] {
  const byId = new Map(after.calls.map((call) => [call.id, call]));
  return rang(after).flatMap((ring) => {
    const call = byId.get(attemptOf(ring));
    return call === undefined ? [] : [{ ring, call }];
  });
}

const placeOf = ({ incident, step, round, position }: CallRow): string =>
  `#${incident} ${step} round ${round} position ${position}`;

export function ringsWithoutRow(after: Rings): string[] {
  const known = new Set(after.calls.map(({ id }) => id));
  return after.outside.rings
    .filter((ring) => !known.has(attemptOf(ring)))
    .map((ring) => `${ring.to} rang (${ring.sid}) for no call of ours`);
}

/** A phone rings only once for one place of one round, whichever row or request asked for it. */
export function placesRungTwice(after: Rings): string[] {
  const places = Map.groupBy(withCalls(after), ({ call }) => placeOf(call));
  return [...places]
    .filter(([, rings]) => rings.length > 1)
    .map(([place, rings]) => `${place} rang ${rings.length} times`);
}

/** One phone never rings or talks for two rows at the same moment. */
export function rungTogether(after: Rings): string[] {
  const endOf = ({ endedAt }: Ring): number => endedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const beginOf = ({ rangAt }: Ring): number => rangAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const byPhone = Map.groupBy(withCalls(after), ({ ring }) => ring.to);
  return [...byPhone.values()].flatMap((rings) =>
    rings.flatMap((one, index) =>
      rings
        .slice(index + 1)
        .filter((other) => beginOf(one.ring) < endOf(other.ring) && beginOf(other.ring) < endOf(one.ring))
        .map((other) => `${one.ring.to} rang for ${placeOf(one.call)} and ${placeOf(other.call)} at once`),
    ),
  );
}

/** Each story's alarms come within the skip interval of each other, so one phone belongs to one incident. */
export function rungForTwoIncidents(after: Rings): string[] {
  const byPhone = Map.groupBy(withCalls(after), ({ ring }) => ring.to);
  return [...byPhone]
    .map(([phone, rings]) => ({ phone, numbers: new Set(rings.map(({ call }) => call.incident)) }))
    .filter(({ numbers }) => numbers.size > 1)
    .map(({ phone, numbers }) => `${phone} rang for incidents ${[...numbers].join(", ")}`);
}

/**
 * A phone that never rang is not a missed call: the phone must have done what the ledger says about its ring.
 */
export function claimedRings(after: Rings): string[] {
  const rungIds = new Set(rang(after).map(attemptOf));
  const heard = new Set(["acknowledged", "ignored", "missed"]);
  return after.calls
    .filter(({ id, outcome }) => outcome !== null && heard.has(outcome) && !rungIds.has(id))
    .map((call) => `${placeOf(call)} is ${call.outcome}, and the phone never rang`);
}

/**
 * Lists that ended too early (R5.2.2b-e): nobody acknowledged, the alarm did not recover, and yet someone on
 * the list was not called in some round. If a round skips everyone, no other round follows.
 */
export function listsCutShort(after: Aftermath, stories: readonly Story[]): string[] {
  return after.incidents.flatMap(({ number, node, alarm, acknowledgedBy, recoveredAt }) => {
    const story = stories.find((each) => each.node === node);
    if (story === undefined || acknowledgedBy !== null || recoveredAt !== null) return [];
    const own = after.calls.filter(({ incident }) => incident === number);
    const places = new Set(own.map(({ round, position }) => `${round}/${position}`));
    const allSkipped = own.length > 0 && own.every(({ outcome }) => outcome === "skipped");
    const expected = story.people.length * (allSkipped ? 1 : rounds);
    const called = `${places.size} of ${expected} places were called`;
    const short = places.size < expected ? [`#${number} ${node} ${alarm}: ${called}`] : [];
    const mailed = after.dispatches.some(({ incident, kind }) => incident === number && kind === "fallback");
    return mailed ? short : [...short, `#${number} ${node} ${alarm}: no mail says that nobody was reached`];
  });
}

/** Each alarm occurs only once here, so subject and address identify a mail. */
export const letterOf = ({ subject, to }: Mail): string => `${subject} to ${to.join(", ")}`;

/**
 * After an unknown outcome a mail may be sent again; by its Message-ID the mailbox knows that it is the same.
 */
export function lettersOfTwoIds({ outside }: Pick<Aftermath, "outside">): string[] {
  const copies = Map.groupBy(outside.mails, letterOf);
  return [...copies]
    .filter(([, mails]) => new Set(mails.map(({ messageId }) => messageId)).size > 1)
    .map(([letter]) => letter);
}
