import { engine, nameOf } from "../people/actor.ts";
import { chatTime } from "../words/times.ts";
import type { Act } from "./act.ts";
import { secondaryEvents as events, type SecondaryEvent } from "./events.ts";
import type { SecondaryRecord } from "./record.ts";

/** Names and times as the customer knows them. */
export interface StoryPlace {
  id: number;
  timezone: string;
  /** A contact's name by its id. */
  contactName: (contact: string) => string;
}

export const proposedEvent = (record: SecondaryRecord, place: StoryPlace): SecondaryEvent =>
  events.proposed({
    ...about(record, place),
    to: namesOf(record, place),
    until: chatTime(new Date(record.expiresAt), place.timezone),
  });

/** The events that an act puts on the incident's timeline; `record` is the state after the act. */
export function eventsOf(act: Act, record: SecondaryRecord, place: StoryPlace): SecondaryEvent[] {
  const it = about(record, place);
  const { id } = it;
  switch (act.act) {
    case "approve":
      return record.decision === null ? heard(act, record, place) : [decided(record, place)];
    case "decline":
      return [decided(record, place)];
    case "expire":
      return [
        record.heard == null
          ? events.expired(it)
          : events.expiredUnconfirmed({ ...it, by: nameOf(record.heard.by) }),
      ];
    case "schedule":
      return [events.scheduled({ ...it, at: chatTime(new Date(act.at), place.timezone) })];
    case "begin":
      if (act.by === engine) return [events.begunInTime(it)];
      return record.begun === null ? heard(act, record, place) : [begun(record.begun, it)];
    case "answerHeard": {
      const [by, note] = [nameOf(act.by), act.note];
      return [
        act.agreed
          ? events.begunEarlyByLink({ ...it, agreedBy: by, note })
          : events.earlyDenied({ ...it, by, note }),
      ];
    }
    case "abort":
      return [events.aborted({ id, note: act.reason })];
    case "recordStep": {
      const { step, done, note } = act;
      const said = { id, step, title: record.steps[step - 1]?.title ?? "-", note };
      return [done ? events.stepDone(said) : events.stepNotDone(said), ...result(record, place)];
    }
    case "recordVendor":
      return [...vendor(act, record, place), ...result(record, place)];
    case "endRun": {
      const runbook = record.proposal.runbook?.title ?? "-";
      return [events.runEnded({ id, runbook, summary: act.summary }), ...result(record, place)];
    }
    case "report":
      return [events.reported({ ...it, to: namesOf(record, place) })];
    case "withdraw":
      return [events.withdrawn({ ...it, reason: act.reason })];
    case "close":
      return [events.closed({ ...it, note: act.note })];
  }
}

/**
 * Who did it, as the timeline names people. What was agreed on the telephone is credited to the operator who recorded
 * it.
 */
export function actorOf(act: Act): string {
  if (act.act === "approve" && act.through === "phone") return act.recordedBy ?? "-";
  return "by" in act ? (act.by ?? "-") : engine;
}

const about = ({ proposal }: SecondaryRecord, { id }: StoryPlace) => ({ id, kind: proposal.kind });

const namesOf = ({ to }: SecondaryRecord, { contactName }: StoryPlace): string =>
  to.map(contactName).join(", ");

function decided(record: SecondaryRecord, place: StoryPlace): SecondaryEvent {
  const { approved, through, by, note, recordedBy, confirmedBy } = record.decision!;
  return events.decided({
    ...about(record, place),
    decision: approved ? "approved" : "declined",
    through,
    by: nameOf(by),
    note,
    recorded: recordedBy === null ? null : { by: recordedBy, confirmedBy: confirmedBy ?? null },
  });
}

function begun(
  { by, agreedBy, heardBy }: NonNullable<SecondaryRecord["begun"]>,
  it: ReturnType<typeof about>,
): SecondaryEvent {
  if (agreedBy === undefined) return events.begun(it);
  const recorded = heardBy == null ? null : { by: heardBy, confirmedBy: by };
  return events.begunEarly({ ...it, agreedBy, recorded });
}

/** Nothing is agreed yet: another person must confirm what was heard. */
function heard({ act }: Act, record: SecondaryRecord, place: StoryPlace): SecondaryEvent[] {
  if (record.heard == null) return [];
  const { by, heardBy, note } = record.heard;
  const said = { ...about(record, place), by: nameOf(by), heardBy, note };
  return [act === "approve" ? events.approvalHeard(said) : events.earlyHeard(said)];
}

function vendor(
  { ticket, nextAt, answer }: Extract<Act, { act: "recordVendor" }>,
  record: SecondaryRecord,
  { id, timezone }: StoryPlace,
): SecondaryEvent[] {
  const asked = { id, vendor: record.vendor?.name ?? "-" };
  return [
    ...(ticket === null ? [] : [events.vendorTicket({ ...asked, ticket })]),
    ...(answer === null ? [] : [events.vendorAnswer({ ...asked, answer })]),
    ...(nextAt === null ? [] : [events.vendorNext({ ...asked, at: chatTime(new Date(nextAt), timezone) })]),
  ];
}

function result(record: SecondaryRecord, place: StoryPlace): SecondaryEvent[] {
  if (record.state === "verified") return [events.verified(about(record, place))];
  return record.state === "failed" ? [events.failed(about(record, place))] : [];
}
