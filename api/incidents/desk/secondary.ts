import type { SecondaryRow } from "../../../db/secondary/secondary.ts";
import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import type { OfferedRunbooks } from "../../../domain/customers/offeredRunbooks.ts";
import type { ActingRole } from "../../../domain/incidents/actions/situation.ts";
import type { AlertFacts } from "../../../domain/messages/facts.ts";
import { say } from "../../../domain/say.ts";
import { decideSecondaryAction, secondaryActions, situationOf } from "../../../domain/secondary/actions.ts";
import { consequenceOfSecondary } from "../../../domain/secondary/consequences.ts";
import { reportFrame } from "../../../domain/secondary/mails.ts";
import { decideProposal } from "../../../domain/secondary/plan.ts";
import { usualRecipients } from "../../../domain/secondary/recipients.ts";
import { secondaryKinds } from "../../../domain/secondary/record.ts";
import { secondaryConsequenceTexts } from "../../../domain/secondary/steeringTexts.ts";
import type { Language } from "../../../domain/words/language.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import { offeredOf } from "./runbooks.ts";
import type { Desk } from "./schemas.ts";

export interface SecondaryContext {
  runbooks: OfferedRunbooks;
  configuration: CustomerConfiguration | null;
  incident: { rule: string | null; recoveredAt: Date | null; closedAt: Date | null };
  facts: AlertFacts;
  rows: readonly SecondaryRow[];
  person: { role: ActingRole; name: string };
  language: Language;
  now: Date;
}

/**
 * What may be proposed for an incident (R5.7), and the actions open on its proposals, by the engine's own
 * table.
 */
export function secondaryAtHand(context: SecondaryContext): Desk["secondary"] {
  const { runbooks, configuration, incident, rows, language } = context;
  const isOver = incident.recoveredAt !== null || incident.closedAt !== null;
  const plan = configuration?.plan ?? null;
  return {
    kinds: secondaryKinds.map((kind) => ({
      kind,
      ...told(decideProposal(kind, { plan, isOver }), language),
    })),
    consequence: secondaryConsequenceTexts.propose(language),
    runbooks: offeredOf(runbooks, "secondary"),
    to: configuration === null ? [] : usualRecipients(configuration, incident.rule),
    responses: rows.map((row) => responseAtHand(row, context)),
  };
}

function responseAtHand(
  { id, record }: SecondaryRow,
  { facts, person, language, now }: SecondaryContext,
): Desk["secondary"]["responses"][number] {
  const situation = situationOf(record);
  const decide = (action: (typeof secondaryActions)[number]) =>
    decideSecondaryAction(action, person, situation, now.getTime());
  return {
    id,
    actions: secondaryActions.map((action) => ({
      action,
      ...told(decide(action), language),
      consequence: consequenceOfSecondary(action, situation, now.getTime(), language),
    })),
    report: decide("report").allowed ? reportFrame(facts, record) : null,
  };
}

type Decision = { allowed: true } | { allowed: false; code: string; reason: Text };

const told = (decision: Decision, language: Language) =>
  decision.allowed
    ? { allowed: true, code: null, reason: null }
    : { allowed: false, code: decision.code, reason: say(decision.reason, language) };
