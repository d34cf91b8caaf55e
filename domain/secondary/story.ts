import { chatTime } from "../messages/times.ts";
import type { Act } from "./act.ts";
import { nameOf } from "./actions.ts";
import type { SecondaryRecord } from "./record.ts";
import { secondaryKindTexts, secondaryLineTexts as texts } from "./texts.ts";

/** Names and times as its customer has them. */
export interface StoryPlace {
  id: number;
  timezone: string;
  /** A contact's name by its id. */
  contactName: (contact: string) => string;
}

export const proposedLine = (record: SecondaryRecord, place: StoryPlace): string =>
  texts.proposed({
    id: place.id,
    kind: kindOf(record),
    to: namesOf(record, place),
    until: chatTime(new Date(record.expiresAt), place.timezone),
  });

/** What the incident's timeline says of an act that changed it; `record` is what it became. */
export function linesOf(act: Act, record: SecondaryRecord, place: StoryPlace): string[] {
  const { id } = place;
  const kind = kindOf(record);
  switch (act.act) {
    case "approve":
      return record.decision === null ? heardLines(act, record, place) : [decisionLine(record, { id, kind })];
    case "decline":
      return [decisionLine(record, { id, kind })];
    case "expire":
      return [
        record.heard == null
          ? texts.expired({ id, kind })
          : texts.expiredUnconfirmed({ id, kind, by: nameOf(record.heard.by) }),
      ];
    case "schedule":
      return [texts.scheduled({ id, kind, at: chatTime(new Date(act.at), place.timezone) })];
    case "begin":
      if (act.by === "toban") return [texts.begunInTime({ id, kind })];
      return record.begun === null ? heardLines(act, record, place) : [begunLine(record.begun, { id, kind })];
    case "answerHeard": {
      const by = nameOf(act.by);
      const said = act.agreed
        ? texts.begunEarlyByLink({ id, kind, agreedBy: by })
        : texts.earlyDenied({ id, kind, by });
      return [withNote(said, act.note)];
    }
    case "abort":
      return [withNote(texts.aborted({ id }), act.reason)];
    case "recordStep": {
      const { step, done, note } = act;
      const said = { id, step, title: record.steps[step - 1]?.title ?? "-" };
      const line = done ? texts.stepDone(said) : texts.stepNotDone(said);
      return [withNote(line, note), ...resultLines(record, place)];
    }
    case "recordVendor":
      return [...vendorLines(act, record, place), ...resultLines(record, place)];
    case "endRun": {
      const runbook = record.proposal.runbook?.title ?? "-";
      return [texts.runEnded({ id, runbook, summary: act.summary }), ...resultLines(record, place)];
    }
    case "report":
      return [texts.reported({ id, kind, to: namesOf(record, place) })];
    case "withdraw":
      return [texts.withdrawn({ id, kind, reason: act.reason })];
    case "close":
      return [withNote(texts.closed({ id, kind }), act.note)];
  }
}

/** Who did it, as the timeline names people: what was agreed on the telephone is an operator's word. */
export function actorOf(act: Act): string {
  if (act.act === "approve" && act.through === "phone") return act.recordedBy ?? "-";
  return "by" in act ? (act.by ?? "-") : "toban";
}

const kindOf = ({ proposal }: SecondaryRecord): string => secondaryKindTexts[proposal.kind]();

const namesOf = ({ to }: SecondaryRecord, { contactName }: StoryPlace): string =>
  to.map(contactName).join(", ");

const withNote = (said: string, note: string | null): string =>
  note === null ? said : texts.withNote({ said, note });

const decisionTexts = {
  approve: { link: texts.approvedByLink, api: texts.approvedByApi, phone: texts.approvedByPhone },
  decline: { link: texts.declinedByLink, api: texts.declinedByApi, phone: texts.declinedByPhone },
};

function decisionLine({ decision }: SecondaryRecord, place: { id: number; kind: string }): string {
  const { approved, through, by, note, recordedBy, confirmedBy } = decision!;
  const said = decisionTexts[approved ? "approve" : "decline"][through]({ ...place, by: nameOf(by) });
  return withNote(recordedLine(said, recordedBy, confirmedBy), note);
}

function begunLine(
  { by, agreedBy, heardBy }: NonNullable<SecondaryRecord["begun"]>,
  place: { id: number; kind: string },
): string {
  if (agreedBy === undefined) return texts.begun(place);
  return recordedLine(texts.begunEarly({ ...place, agreedBy }), heardBy ?? null, by);
}

function recordedLine(said: string, by: string | null, other: string | undefined): string {
  if (by === null) return said;
  return other === undefined ? texts.recordedBy({ said, by }) : texts.confirmedBy({ said, by, other });
}

/** Nothing is agreed yet: somebody else is to confirm what was heard. */
function heardLines({ act }: Act, { heard, proposal }: SecondaryRecord, { id }: StoryPlace): string[] {
  if (heard == null) return [];
  const said = {
    id,
    kind: secondaryKindTexts[proposal.kind](),
    by: nameOf(heard.by),
    heardBy: heard.heardBy,
  };
  return [withNote(act === "approve" ? texts.approvalHeard(said) : texts.earlyHeard(said), heard.note)];
}

function vendorLines(
  { ticket, nextAt, answer }: Extract<Act, { act: "recordVendor" }>,
  record: SecondaryRecord,
  { id, timezone }: StoryPlace,
): string[] {
  const about = { id, vendor: record.vendor?.name ?? "-" };
  return [
    ...(ticket === null ? [] : [texts.vendorTicket({ ...about, ticket })]),
    ...(answer === null ? [] : [texts.vendorAnswer({ ...about, answer })]),
    ...(nextAt === null ? [] : [texts.vendorNext({ ...about, at: chatTime(new Date(nextAt), timezone) })]),
  ];
}

function resultLines(record: SecondaryRecord, { id }: StoryPlace): string[] {
  const about = { id, kind: kindOf(record) };
  if (record.state === "verified") return [texts.verified(about)];
  return record.state === "failed" ? [texts.failed(about)] : [];
}
