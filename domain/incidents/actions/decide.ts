import type { Language } from "../../words/language.ts";
import type { Text } from "../../words/phrase.ts";
import { refusalTexts } from "../steeringTexts.ts";
import { type ActingRole, type ActionDecision, type Asked, refuse, type Situation } from "./situation.ts";
import { type Action, declarationOf } from "./table.ts";

/**
 * Decides whether a person may do this to an incident now, and if not, why. `role` is null in the Temporal UI, which
 * knows no roles and has its own login.
 */
export function decideAction(
  action: Action,
  role: ActingRole | null,
  situation: Situation,
  asked: Asked = {},
): ActionDecision {
  if (role !== null && !mayEver(action, role)) return refuse("forbidden", refusalTexts.forbidden());
  if (situation.state === "closed") return refuse("incident_closed", closedWords(situation.resolvedBy));
  return declarationOf(action).rule(situation, asked);
}

export const mayEver = (action: Action, role: ActingRole): boolean =>
  declarationOf(action).roles.includes(role);

const closedWords = (resolvedBy: string | null): Text =>
  resolvedBy === null ? refusalTexts.closed() : refusalTexts.closedBy({ by: resolvedBy });

/** What an action would do in the present situation. `escalation`: what the rule's escalation would do, in words. */
export const consequenceOf = (
  action: Action,
  situation: Situation,
  escalation: string | null,
  language: Language = "ja",
): string => declarationOf(action).consequence({ situation, escalation, language });
