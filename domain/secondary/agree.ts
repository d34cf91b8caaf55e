import { customersPerson, nameOf } from "../people/actor.ts";
import { isBeforeItsTime } from "./agreedTime.ts";
import { earlyWord } from "./heard.ts";
import { type Acted, type Asking, changed, invalid, refused } from "./outcome.ts";
import type { Decision, HeardWord, SecondaryRecord } from "./record.ts";
import { secondaryFieldTexts, secondaryRefusalTexts } from "./steeringTexts.ts";

/** The fields of a `Decision`; `by` is null when it confirms another operator's record. */
type Approval = Pick<Decision, "through" | "note" | "recordedBy"> & { by: string | null };

/**
 * The customer's own answer counts at once. What an operator heard on the telephone counts once another operator
 * confirms it.
 */
export function approved(record: SecondaryRecord, approval: Approval, who: Asking, now: number): Acted {
  const { by, through, note, recordedBy } = approval;
  const word = record.heard ?? null;
  if (through === "phone" && (word === null || word.isUnproven)) {
    const name = by ?? word?.by;
    if (name === undefined || recordedBy === null) return invalid("name", secondaryFieldTexts.whoAgreed());
    return changed({
      ...record,
      heard: heard({ to: "approve", by: name, note, heardBy: recordedBy }, who, now),
    });
  }
  const state = record.scheduledAt === null ? "approved" : "scheduled";
  if (through !== "phone" || word === null) {
    if (by === null) return invalid("name", secondaryFieldTexts.whoAgreed());
    const decision = { approved: true, by, at: now, through, note, recordedBy };
    return changed({ ...record, decision, heard: null, state });
  }
  if (by !== null && by !== word.by) return otherName("name", word);
  const decision = {
    approved: true,
    by: word.by,
    at: now,
    through,
    note: word.note ?? note,
    recordedBy: word.heardBy,
    ...(recordedBy !== null && { confirmedBy: recordedBy }),
  };
  return changed({ ...record, decision, heard: null, state });
}

/**
 * Begins the response. Before the agreed time, the customer must agree: one operator hears it and another confirms
 * it.
 */
export function begun(
  record: SecondaryRecord,
  { by, agreedBy }: { by: string; agreedBy?: string },
  who: Asking,
  now: number,
): Acted {
  const how = { by, at: now, request: who.request };
  if (record.state !== "scheduled" || !isBeforeItsTime(record, now))
    return changed({ ...record, state: "running", heard: null, begun: how });
  const word = earlyWord(record, now);
  const said = agreedBy === undefined ? undefined : customersPerson(agreedBy);
  if (word === null || word.isUnproven) {
    const name = said ?? word?.by;
    if (name === undefined) return refused("too_early", secondaryRefusalTexts.tooEarly());
    return changed({ ...record, heard: heard({ to: "begin", by: name, note: null, heardBy: by }, who, now) });
  }
  if (said !== undefined && said !== word.by) return otherName("agreedBy", word);
  return changed({ ...record, ...begunEarly(word, how) });
}

/** Applies the customer's answer through the link: a yes begins the response, a no leaves it to the agreed time. */
export function heardAnswered(
  record: SecondaryRecord,
  { agreed, by }: { agreed: boolean; by: string },
  { request }: Asking,
  now: number,
): Acted {
  const word = earlyWord(record, now);
  if (word === null) return refused("no_word_waits", secondaryRefusalTexts.noWordWaits());
  if (!agreed) return changed({ ...record, heard: { ...word, deniedBy: by } });
  return changed({ ...record, ...begunEarly({ ...word, by }, { by, at: now, request }) });
}

const heard = (
  said: Pick<HeardWord, "to" | "by" | "note" | "heardBy">,
  { role, digest }: Asking,
  at: number,
): HeardWord => ({ ...said, at, isUnproven: role === null, digest });

const begunEarly = (word: HeardWord, how: { by: string; at: number; request: string }) => ({
  ...({ state: "running", heard: null } as const),
  begun: { ...how, agreedBy: nameOf(word.by), heardBy: word.heardBy },
});

/** If two operators name different people, they did not hear the same answer. */
const otherName = (field: string, { by }: HeardWord): Acted =>
  invalid(field, secondaryFieldTexts.otherName({ by: nameOf(by) }));
