import { operators } from "../incidents/actions/action.ts";
import type { ActingRole } from "../incidents/actions/situation.ts";
import { refusalTexts } from "../incidents/steeringTexts.ts";
import { nameOf } from "../people/actor.ts";
import type { Text } from "../words/phrase.ts";
import { isBeforeItsTime } from "./agreedTime.ts";
import {
  type DeclaredAction,
  declarationOf,
  declaredActions,
  type SecondaryDeclaration,
} from "./declarations.ts";
import { mayConfirm, type Speaker, waitingWord } from "./heard.ts";
import { endStates, type HeardWord, type SecondaryRecord, type SecondaryState } from "./record.ts";
import { secondaryRefusalTexts as texts } from "./steeringTexts.ts";

/** Answering what a runbook asks is an action too. It has a route of its own and changes only the run. */
export type SecondaryAction = DeclaredAction | "answer";

export type SecondaryRefusal =
  | "forbidden"
  | "already_decided"
  | "second_person_needed"
  | "no_word_waits"
  | "proposal_expired"
  | "proposal_withdrawn"
  | "secondary_ended"
  | "not_agreed"
  | "already_begun"
  | "too_early"
  | "not_begun"
  | "work_done"
  | "work_not_done"
  | "already_reported"
  | "not_reported"
  | "done_by_runbook"
  | "no_vendor"
  | "no_runbook_running";

export type SecondaryDecision = { allowed: true } | { allowed: false; code: SecondaryRefusal; reason: Text };

/** The fields that decide what may be done. */
export type SecondarySituation = Pick<
  SecondaryRecord,
  "state" | "expiresAt" | "scheduledAt" | "decision" | "vendor"
> & { heard: Omit<HeardWord, "note" | "digest"> | null; byRunbook: boolean };

type Rule = Pick<SecondaryDeclaration, "roles" | "states">;

export const secondaryActions: readonly SecondaryAction[] = [...declaredActions, "answer"];

/** Who may do what, and when. The API, the workflow and the console all read it. */
const ruleOf = (action: SecondaryAction): Rule =>
  action === "answer" ? { roles: operators, states: ["running"] } : declarationOf(action);

export const situationOf = (record: SecondaryRecord): SecondarySituation => ({
  state: record.state,
  expiresAt: record.expiresAt,
  scheduledAt: record.scheduledAt,
  heard: record.heard ?? null,
  decision: record.decision,
  vendor: record.vendor,
  byRunbook: record.proposal.runbook !== null,
});

/** Decides whether this person may do this now, and if not, why. */
export function decideSecondaryAction(
  action: SecondaryAction,
  who: Speaker,
  situation: SecondarySituation,
  now: number,
): SecondaryDecision {
  const { roles, states } = ruleOf(action);
  const { role } = who;
  if (role !== null && !roles.includes(role)) return refuse("forbidden", refusalTexts.forbidden());
  if (action === "answer" && !(situation.byRunbook && situation.state === "running"))
    return refuse("no_runbook_running", texts.noRunbookRuns());
  if (!states.includes(situation.state)) return whyNotNow(situation, action);
  if (situation.state === "proposed" && action !== "withdraw" && now >= situation.expiresAt)
    return refuse("proposal_expired", texts.expired());
  if (action === "recordStep" && situation.byRunbook) return refuse("done_by_runbook", texts.byRunbook());
  if (action === "abort" && !situation.byRunbook) return refuse("no_runbook_running", texts.noRunbookRuns());
  if (action === "recordVendor" && situation.vendor === null) return refuse("no_vendor", texts.noVendor());
  return whyNotAlone(action, who, situation, now) ?? { allowed: true };
}

/** What one operator heard from the customer on the telephone, another operator confirms. */
function whyNotAlone(
  action: SecondaryAction,
  who: Speaker,
  situation: SecondarySituation,
  now: number,
): SecondaryDecision | null {
  const word = waitingWord(situation);
  if (word?.to !== action || who.role === "customer" || mayConfirm(word, who)) return null;
  if (action === "begin" && !isBeforeItsTime(situation, now)) return null;
  const said = { by: nameOf(word.by), heardBy: word.heardBy };
  if (who.role === null) return refuse("second_person_needed", texts.unknownConfirms(said));
  const own = action === "approve" ? texts.ownWordConfirmed : texts.ownEarlyWordConfirmed;
  return refuse("second_person_needed", own(said));
}

export const mayEverDo = (action: SecondaryAction, role: ActingRole): boolean =>
  ruleOf(action).roles.includes(role);

const refuse = (code: SecondaryRefusal, reason: Text): SecondaryDecision => ({
  allowed: false,
  code,
  reason,
});

/** Tells a person who is too late what was decided before, and a person who is too early what is missing. */
function whyNotNow({ state, decision }: SecondarySituation, action: SecondaryAction): SecondaryDecision {
  const answers = action === "approve" || action === "decline";
  if (answers && decision !== null)
    return refuse("already_decided", texts.decided({ by: nameOf(decision.by) }));
  switch (state) {
    case "expired":
      return refuse("proposal_expired", texts.expired());
    case "withdrawn":
      return refuse("proposal_withdrawn", texts.withdrawn());
    case "declined":
    case "closed":
      return refuse("secondary_ended", texts.ended());
    case "proposed":
      return refuse("not_agreed", texts.notAgreed());
    case "approved":
    case "scheduled":
      return refuse("not_begun", texts.notBegun());
    case "running":
      return action === "report" || action === "close"
        ? refuse("work_not_done", texts.notDone())
        : refuse("already_begun", texts.begun());
    case "verified":
    case "failed":
      return action === "close"
        ? refuse("not_reported", texts.notReported())
        : refuse("work_done", texts.workDone());
    case "reported":
      return action === "report"
        ? refuse("already_reported", texts.reported())
        : refuse("work_done", texts.workDone());
  }
}

export const hasEnded = (state: SecondaryState): boolean => endStates.includes(state);
