import { engine } from "../people/actor.ts";
import type { RunState } from "../runbooks/story.ts";
import type { Text } from "../words/phrase.ts";
import { decideSecondaryAction, situationOf } from "./actions.ts";
import { approved, begun, heardAnswered } from "./agree.ts";
import { isBeforeItsTime, isTooFarAhead, isTooLate, longestAheadDays } from "./agreedTime.ts";
import { withoutVoidWord } from "./heard.ts";
import { type Acted, type Asking, changed, invalid } from "./outcome.ts";
import type { DecisionWay, Result, SecondaryRecord, StepRecord } from "./record.ts";
import { secondaryFieldTexts, secondaryRefusalTexts } from "./steeringTexts.ts";
import { secondaryResultTexts as results } from "./texts.ts";

/** Something that happens to a secondary response, done by a person (`by`) or by the engine. */
export type Act =
  | {
      act: "approve" | "decline";
      /** null: confirms the answer that another operator heard, for the person who gave it. */
      by: string | null;
      through: DecisionWay;
      note: string | null;
      recordedBy: string | null;
    }
  | { act: "expire" }
  | { act: "schedule"; by: string; at: number }
  /** `agreedBy`: the customer's person who agreed that it begins before the agreed time. */
  | { act: "begin"; by: string; agreedBy?: string }
  /** Through the link: whether the customer did agree to begin early. */
  | { act: "answerHeard"; agreed: boolean; by: string; note: string | null }
  | { act: "abort"; by: string; reason: string | null }
  /** `step` counts from 1. */
  | { act: "recordStep"; by: string; step: number; done: boolean; note: string | null }
  | { act: "recordVendor"; by: string; ticket: string | null; nextAt: number | null; answer: string | null }
  | { act: "endRun"; state: RunState; summary: Text }
  | { act: "report"; by: string; body: string | null }
  | { act: "withdraw"; by: string; reason: string }
  | { act: "close"; by: string; note: string | null };

const rememberedRequests = 50;

/**
 * Applies an act to a secondary response, or says why it does not fit. The same request again changes nothing, so a
 * client that missed the response may ask again.
 */
export function actOn(before: SecondaryRecord, act: Act, who: Asking, now: number): Acted {
  if (before.requests.includes(who.request)) return { outcome: "unchanged" };
  const record = withoutVoidWord(before, who.digest);
  const done = outcomeOf(record, act, who, now);
  return done.outcome === "changed" ? remember(done.record, who.request) : done;
}

function outcomeOf(record: SecondaryRecord, act: Act, who: Asking, now: number): Acted {
  if (act.act === "expire" || act.act === "endRun") return byItself(record, act, now);
  if (act.act === "answerHeard") return heardAnswered(record, act, who, now);
  const name = act.act === "approve" || act.act === "decline" ? act.recordedBy : act.by;
  const decision = decideSecondaryAction(act.act, { role: who.role, name }, situationOf(record), now);
  if (!decision.allowed) return { outcome: "refused", code: decision.code, reason: decision.reason };
  if (act.act === "begin" && act.by === engine && who.role === null && !isItsTime(record, now))
    return { outcome: "unchanged" };
  return byPerson(record, act, who, now);
}

type PersonsAct = Exclude<Act, { act: "expire" | "endRun" | "answerHeard" }>;

const remember = (record: SecondaryRecord, request: string): Acted =>
  changed({ ...record, requests: [...record.requests, request].slice(-rememberedRequests) });

/** Judges by the current row, because another time may have been agreed since the engine decided to begin. */
const isItsTime = (record: SecondaryRecord, now: number): boolean =>
  record.scheduledAt !== null && !isBeforeItsTime(record, now) && !isTooLate(record, now);

/** The engine's own acts never fail. If they come too late, nothing is left to do. */
function byItself(
  record: SecondaryRecord,
  act: Extract<Act, { act: "expire" | "endRun" }>,
  now: number,
): Acted {
  if (act.act === "expire") {
    if (record.state !== "proposed" || now < record.expiresAt) return { outcome: "unchanged" };
    return changed({ ...record, state: "expired", ended: { by: engine, at: now, reason: null } });
  }
  if (record.state !== "running" || record.run !== null) return { outcome: "unchanged" };
  const run = { state: act.state, summary: act.summary, at: now };
  return changed({ ...record, ...resultOf(act.state === "recovered", act.summary, now), run });
}

function byPerson(record: SecondaryRecord, act: PersonsAct, who: Asking, now: number): Acted {
  switch (act.act) {
    case "approve":
      return approved(record, act, who, now);
    case "decline": {
      const { by, through, note, recordedBy } = act;
      if (by === null) return invalid("name", secondaryFieldTexts.whoAgreed());
      const decision = { approved: false, by, at: now, through, note, recordedBy };
      const ended = { by, at: now, reason: note };
      return changed({ ...record, decision, heard: null, state: "declined", ended });
    }
    case "schedule":
      if (act.at <= now) return invalid("at", secondaryFieldTexts.future());
      if (isTooFarAhead(act.at, now))
        return invalid("at", secondaryFieldTexts.tooFar({ days: longestAheadDays }));
      if (record.proposal.scheduledAt !== null && act.at < record.proposal.scheduledAt)
        return invalid("at", secondaryFieldTexts.beforeAgreed());
      return changed({
        ...record,
        state: "scheduled",
        scheduledAt: act.at,
        heard: null,
        ...(act.at === record.scheduledAt ? {} : { rescheduledAt: now }),
      });
    case "begin":
      return begun(record, act, who, now);
    case "abort": {
      // The first person who aborts it is named.
      const { by, reason } = act;
      return changed({ ...record, abort: record.abort ?? { by, at: now, reason, request: who.request } });
    }
    case "recordStep":
      return stepRecorded(record, act, now);
    case "recordVendor":
      return vendorRecorded(record, act, who.request, now);
    case "report": {
      const body = act.body;
      if (record.proposal.kind === "cause-analysis" && body === null)
        return invalid("body", secondaryFieldTexts.findings());
      return changed({ ...record, state: "reported", report: { by: act.by, at: now, body } });
    }
    case "withdraw":
      return changed({
        ...record,
        state: "withdrawn",
        heard: null,
        ended: { by: act.by, at: now, reason: act.reason },
      });
    case "close":
      return changed({ ...record, state: "closed", ended: { by: act.by, at: now, reason: act.note } });
  }
}

type Said<Name extends Act["act"]> = Extract<Act, { act: Name }>;

/** A step's result may change until every step has one; then the work has its result. */
function stepRecorded(record: SecondaryRecord, act: Said<"recordStep">, now: number): Acted {
  const { step, done, note, by } = act;
  if (record.steps[step - 1] === undefined) return invalid("step", secondaryFieldTexts.noSuchStep());
  const steps = record.steps.map(
    (one, index): StepRecord => (index === step - 1 ? { ...one, done, note, by, at: now } : one),
  );
  return changed({ ...record, steps, ...resultOfSteps(steps, now) });
}

function resultOfSteps(steps: readonly StepRecord[], now: number): Partial<SecondaryRecord> {
  if (steps.some(({ done }) => done === null)) return {};
  const succeeded = steps.every(({ done }) => done);
  return resultOf(succeeded, succeeded ? results.allDone() : results.notAllDone(), now);
}

const resultOf = (
  succeeded: boolean,
  summary: Text,
  at: number,
): { state: "verified" | "failed"; result: Result } => ({
  state: succeeded ? "verified" : "failed",
  result: { succeeded, summary, at },
});

/** Recording begins the work; the vendor's answer completes the second step. */
function vendorRecorded(
  record: SecondaryRecord,
  act: Said<"recordVendor">,
  request: string,
  now: number,
): Acted {
  const { by, ticket, nextAt, answer } = act;
  if (ticket === null && nextAt === null && answer === null)
    return invalid("ticket", secondaryFieldTexts.nothingSaid());
  if (nextAt !== null && nextAt <= now) return invalid("nextAt", secondaryFieldTexts.future());
  if (record.state === "scheduled" && isBeforeItsTime(record, now))
    return { outcome: "refused", code: "too_early", reason: secondaryRefusalTexts.tooEarly() };
  const known = record.vendor!;
  const vendor = {
    ...known,
    ticket: ticket ?? known.ticket,
    nextAt: answer === null ? (nextAt ?? known.nextAt) : nextAt,
    answer: answer ?? known.answer,
  };
  const [asked, answered, ...others] = record.steps;
  const done = { done: true, by, at: now } as const;
  const steps = [
    { ...asked!, ...(asked!.done === null ? done : {}) },
    { ...answered!, ...(answer === null ? {} : { ...done, note: answer }) },
    ...others,
  ];
  const begun = record.begun ?? { by, at: now, request };
  return changed({ ...record, vendor, begun, steps, state: "running", ...resultOfSteps(steps, now) });
}
