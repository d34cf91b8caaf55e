import type { Level } from "../../alerts/level.ts";
import { decideNextCalls } from "../../calls/list.ts";
import { callReasonTexts } from "../../calls/texts.ts";
import type { CallPlan, CustomerConfiguration, Rule } from "../../customers/configuration.ts";
import { planIncludes } from "../../customers/plan.ts";
import { unreachableTexts } from "../../customers/unreachableTexts.ts";
import { say } from "../../say.ts";
import type { Language } from "../../words/language.ts";
import { type Ruled, ruledBy } from "../leadsTo.ts";
import { dryRunTexts, supposedFirstResponseTexts } from "./texts.ts";

/** A hypothetical alert: who would be called if it came? */
export interface SupposedAlert {
  node: string;
  alarm: string;
  level: Level;
  /** null: the system of the target with this node's name or host. */
  system: string | null;
  at: Date;
}

/** What the engine would decide about it, before it tells anyone. */
export type SupposedIncident = Ruled & { alert: SupposedAlert };

/** Applies the rules that the relay applies when it opens an incident. */
export const supposeAlert = (
  configuration: CustomerConfiguration,
  alert: SupposedAlert,
): SupposedIncident => ({ ...ruledBy(configuration, alert, alert.at, null), alert });

export interface SupposedRing {
  position: number;
  contact: string;
  name: string;
  phone: string | null;
  /** Why this person would not be rung; null if the phone would ring. */
  skipped: string | null;
}

export interface SupposedTelling {
  id: string;
  name: string;
  address: string | null;
  /** Why nothing would be sent to it; null if something would. */
  skipped: string | null;
}

export interface SupposedEscalation {
  afterMinutes: number | null;
  mail: SupposedTelling[];
  /** The operators' list of the time band at detection, in order. */
  operatorCalls: { position: number; contact: string; name: string; phone: string | null }[];
}

/** By contact: why the skip interval keeps this person from being rung, in the reader's words; null if it does not. */
export type SkipReasons = Readonly<Record<string, string | null>>;

/** The first round of the rule's list, in the order of ringing. */
export function supposedRings(
  configuration: CustomerConfiguration,
  plan: CallPlan | null,
  skips: SkipReasons,
  language: Language = "ja",
): SupposedRing[] {
  if (plan === null) return [];
  const rings: SupposedRing[] = [];
  for (;;) {
    const attempts = rings.map(({ contact, position, skipped }) => ({
      contact,
      round: 1,
      position,
      try: 1,
      won: false,
      endRequested: false,
      result: skipped === null ? ("missed" as const) : ("skipped" as const),
    }));
    const decision = decideNextCalls({ ...plan, retries: 0 }, { attempts, stopped: null });
    if (decision.next !== "ring") return rings;
    for (const { contact, position } of decision.calls) {
      const { name = contact, phone = null } = configuration.contacts[contact] ?? {};
      rings.push({
        position,
        contact,
        name,
        phone,
        skipped: whyNotRung(phone, rings, skips[contact] ?? null, language),
      });
    }
  }
}

function whyNotRung(
  phone: string | null,
  before: readonly SupposedRing[],
  skip: string | null,
  language: Language,
): string | null {
  if (phone === null) return say(callReasonTexts.noNumber(), language);
  const twice = before.some((ring) => ring.phone === phone && ring.skipped === null);
  return twice ? say(callReasonTexts.twice(), language) : skip;
}

/** Two contacts with the same address are one recipient. */
export function supposedMails(
  configuration: CustomerConfiguration,
  to: readonly string[],
  language: Language = "ja",
): SupposedTelling[] {
  const mails: SupposedTelling[] = [];
  for (const id of to) {
    const { name = id, mail: address = null } = configuration.contacts[id] ?? {};
    const twice = mails.some((mail) => mail.address === address && mail.skipped === null);
    const same = twice ? dryRunTexts.sameAddress(language) : null;
    mails.push({
      id,
      name,
      address,
      skipped: address === null ? say(unreachableTexts.noMail(), language) : same,
    });
  }
  return mails;
}

export function supposedEscalation(
  configuration: CustomerConfiguration,
  { rule, band }: Pick<SupposedIncident, "rule" | "band">,
  language: Language = "ja",
): SupposedEscalation | null {
  if (rule.escalation === null) return null;
  const { afterMinutes, mail, operatorCalls } = rule.escalation;
  const list = operatorCalls?.[band] ?? [];
  return {
    afterMinutes,
    mail: supposedMails(configuration, mail?.to ?? [], language),
    operatorCalls: list.map((contact, index) => {
      const { name = contact, phone = null } = configuration.contacts[contact] ?? {};
      return { position: index + 1, contact, name, phone };
    }),
  };
}

export interface SupposedFirstResponse {
  runbook: string;
  start: "automatic" | "operator";
  /** Why it would not run; null if it would. */
  skipped: string | null;
}

/** Skips what the customer's plan does not include (R1.5b). */
export function supposedFirstResponse(
  configuration: Pick<CustomerConfiguration, "plan">,
  { firstResponse }: Rule,
  language: Language = "ja",
): SupposedFirstResponse | null {
  if (firstResponse === null) return null;
  const { runbook, start } = firstResponse;
  const included = planIncludes(configuration.plan, "primaryResponse");
  return { runbook, start, skipped: included ? null : supposedFirstResponseTexts.notInPlan(language) };
}
