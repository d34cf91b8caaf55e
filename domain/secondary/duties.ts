import { isCustomers } from "../people/actor.ts";
import type { Text } from "../words/phrase.ts";
import { hasEnded } from "./actions.ts";
import { isTooLate } from "./agreedTime.ts";
import { earlyWord, waitingWord } from "./heard.ts";
import type { HeardWord, SecondaryRecord } from "./record.ts";

/** The mails that customers get about it. */
export const secondaryMails = [
  "proposal",
  "reminder-1",
  "reminder-2",
  "heard",
  "approved",
  "scheduled",
  "heard-begin",
  "begun-early",
  "declined",
  "expired",
  "withdrawn",
  "report",
] as const;
export type SecondaryMail = (typeof secondaryMails)[number];

/** Why operators are told about it. */
export type SecondaryNotice =
  | "heard"
  | "denied"
  | "begun-early"
  | "approved"
  | "declined"
  | "expired"
  | "due"
  | "late"
  | "verified"
  | "failed"
  | "vendor";

/** What the engine must do now. `key` names the duty for good, so it is done once. */
export type Duty =
  | { do: "mail"; mail: SecondaryMail; key: string }
  | { do: "tell-operators"; notice: SecondaryNotice; key: string }
  | { do: "expire"; key: string }
  /** The agreed time has come, and a runbook does the work. */
  | { do: "begin"; key: string }
  | { do: "run"; key: string }
  /** Somebody aborted the running runbook. */
  | { do: "abort"; key: string };

/** The part of a secondary response that the workflow needs: no text of the customer's, no procedure. */
export interface SecondaryView
  extends Pick<
    SecondaryRecord,
    "state" | "proposedAt" | "expiresAt" | "remindAt" | "scheduledAt" | "decision" | "vendor" | "run"
  > {
  kind: SecondaryRecord["proposal"]["kind"];
  summary: string;
  /** When another time was agreed; null if never. */
  rescheduledAt: number | null;
  runbook: { id: string; with: Record<string, string | number> } | null;
  system: string | null;
  target: string | null;
  begun: { by: string; request: string } | null;
  /** What was heard on the telephone and is not settled. */
  heard: Omit<HeardWord, "note" | "digest"> | null;
  /** It began before its time; the customer is told who agreed. */
  isBegunEarly: boolean;
  abort: { by: string; reason: string | null; request: string } | null;
  steps: { title: Text; done: boolean | null }[];
}

export const viewOf = (record: SecondaryRecord): SecondaryView => {
  const { state, proposedAt, expiresAt, remindAt, scheduledAt, decision, vendor, run, proposal } = record;
  return {
    state,
    proposedAt,
    expiresAt,
    remindAt,
    scheduledAt,
    decision,
    vendor,
    run,
    kind: proposal.kind,
    summary: proposal.summary,
    rescheduledAt: record.rescheduledAt ?? null,
    runbook: proposal.runbook && { id: proposal.runbook.id, with: proposal.runbook.with },
    system: proposal.system,
    target: proposal.target,
    begun: record.begun && { by: record.begun.by, request: record.begun.request },
    heard: heardOf(record),
    isBegunEarly: record.begun?.heardBy !== undefined,
    abort: record.abort && {
      by: record.abort.by,
      reason: record.abort.reason,
      request: record.abort.request,
    },
    steps: record.steps.map(({ title, done }) => ({ title, done })),
  };
};

function heardOf({ heard }: SecondaryRecord): SecondaryView["heard"] {
  if (heard == null) return null;
  const { note: _note, digest: _digest, ...rest } = heard;
  return rest;
}

/** What to do now, when something is due next, and whether everything is over. */
export interface Duties {
  due: Duty[];
  nextAt: number | null;
  over: boolean;
}

/**
 * Works out the duties from the present state and the keys of duties already done (`done`). It needs no other past,
 * so a lost workflow resumes from the row alone.
 */
export function dutiesOf(view: SecondaryView, done: readonly string[], now: number): Duties {
  const duties = [...mailsOf(view, now), ...noticesOf(view, now), ...actsOf(view, now)];
  const due = duties.filter(({ key }) => !done.includes(key));
  const times = timesOf(view).filter((at) => at > now);
  return {
    due,
    nextAt: times.length === 0 ? null : Math.min(...times),
    over: hasEnded(view.state) && due.length === 0,
  };
}

/** `once` tells the occasions apart when a mail can come more than once. */
const mail = (what: SecondaryMail, once?: number): Duty => ({
  do: "mail",
  mail: what,
  key: once === undefined ? `mail/${what}` : `mail/${what}/${once}`,
});

function mailsOf(view: SecondaryView, now: number): Duty[] {
  switch (view.state) {
    case "proposed": {
      const word = waitingWord(view);
      // The mail about the heard answer also holds the proposal and its link.
      const asked = word === null ? mail("proposal") : mail("heard", word.at);
      return now >= view.expiresAt ? [] : [asked, ...reminderOf(view, now)];
    }
    case "expired":
    case "declined":
      return [mail(view.state)];
    case "withdrawn":
      // If it was withdrawn before the mail about the agreement went out, the mail about the withdrawal is enough.
      return [mail("withdrawn")];
    case "reported":
    case "closed":
      return [mail("approved"), ...timeMailOf(view), ...earlyMailOf(view, now), mail("report")];
    default:
      return [mail("approved"), ...timeMailOf(view), ...earlyMailOf(view, now)];
  }
}

function earlyMailOf(view: SecondaryView, now: number): Duty[] {
  const word = earlyWord(view, now);
  return [
    ...(word === null ? [] : [mail("heard-begin", word.at)]),
    ...(view.isBegunEarly ? [mail("begun-early")] : []),
  ];
}

/** One mail for each time that was agreed again. */
const timeMailOf = ({ rescheduledAt }: SecondaryView): Duty[] =>
  rescheduledAt == null ? [] : [mail("scheduled", rescheduledAt)];

/** The last reminder that is due: after a long outage, nobody gets two at once. */
function reminderOf({ remindAt }: SecondaryView, now: number): Duty[] {
  const index = remindAt.findLastIndex((at) => at <= now);
  return index < 0 ? [] : [mail(index === 0 ? "reminder-1" : "reminder-2")];
}

const notice = (what: SecondaryNotice, key: string): Duty => ({
  do: "tell-operators",
  notice: what,
  key: `operators/${key}`,
});

function noticesOf(view: SecondaryView, now: number): Duty[] {
  const { state, decision, scheduledAt, vendor, runbook } = view;
  // The operator who recorded an answer from the telephone knows it already.
  const decided = decision !== null && decision.through !== "phone";
  const nextAt = vendor?.nextAt ?? null;
  return [
    ...heardNoticesOf(view, now),
    ...(decided && state !== "withdrawn"
      ? [decision.approved ? notice("approved", "approved") : notice("declined", "declined")]
      : []),
    ...(state === "expired" ? [notice("expired", "expired")] : []),
    ...(state === "scheduled" && runbook === null && scheduledAt !== null && scheduledAt <= now
      ? [notice("due", `due/${scheduledAt}`)]
      : []),
    ...(state === "scheduled" && runbook !== null && isTooLate(view, now)
      ? [notice("late", `late/${scheduledAt}`)]
      : []),
    ...(state === "failed" || (state === "verified" && runbook !== null) ? [notice(state, state)] : []),
    ...(state === "running" && nextAt !== null && nextAt <= now
      ? [notice("vendor", `vendor/${nextAt}`)]
      : []),
  ];
}

function heardNoticesOf(view: SecondaryView, now: number): Duty[] {
  const { heard, state, begun } = view;
  const isOpen = state === "proposed" && now < view.expiresAt;
  const word = isOpen ? waitingWord(view) : earlyWord(view, now);
  const isDenied = heard?.deniedBy !== undefined && state === "scheduled";
  return [
    ...(word === null ? [] : [notice("heard", `heard/${word.at}`)]),
    ...(isDenied ? [notice("denied", `denied/${heard.at}`)] : []),
    // If an operator confirmed it, the operators know it already.
    ...(view.isBegunEarly && begun !== null && isCustomers(begun.by)
      ? [notice("begun-early", "begun-early")]
      : []),
  ];
}

function actsOf(view: SecondaryView, now: number): Duty[] {
  const { state, runbook, scheduledAt, expiresAt } = view;
  if (state === "proposed" && now >= expiresAt) return [{ do: "expire", key: "expire" }];
  if (runbook === null) return [];
  if (state === "scheduled" && scheduledAt !== null && scheduledAt <= now && !isTooLate(view, now))
    return [{ do: "begin", key: `begin/${scheduledAt}` }];
  if (state !== "running" || view.run !== null) return [];
  return [
    { do: "run", key: "run" },
    ...(view.abort === null ? [] : [{ do: "abort", key: "abort" } as const]),
  ];
}

function timesOf({ state, expiresAt, remindAt, scheduledAt, vendor }: SecondaryView): number[] {
  if (state === "proposed") return [...remindAt, expiresAt];
  if (state === "scheduled") return scheduledAt === null ? [] : [scheduledAt];
  return state === "running" && vendor?.nextAt != null ? [vendor.nextAt] : [];
}
