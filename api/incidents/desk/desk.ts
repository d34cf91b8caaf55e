import { ownPhone } from "../../../db/calls/ownPhone.ts";
import type { Database } from "../../../db/connect.ts";
import { customersInForce } from "../../../db/customers/customerRecords.ts";
import { escalationHasBegun } from "../../../db/incidents/desk.ts";
import { factsOf } from "../../../db/messages/messageFacts.ts";
import { readIncidentContext, type TellingContext } from "../../../db/messages/tellingContext.ts";
import type { Person } from "../../../db/people/tokens.ts";
import { isRunGoingOn } from "../../../db/runbooks/runbookRuns.ts";
import { secondariesOf } from "../../../db/secondary/secondary.ts";
import { callScript } from "../../../domain/calls/operators/script.ts";
import type { CustomerConfiguration, Rule } from "../../../domain/customers/configuration.ts";
import type { OfferedRunbooks } from "../../../domain/customers/offeredRunbooks.ts";
import { proposeRule } from "../../../domain/customers/proposeRule.ts";
import { contactNames, contactsInOrder, describeRule } from "../../../domain/customers/ruleWords.ts";
import { consequenceOf, decideAction } from "../../../domain/incidents/actions/decide.ts";
import type { Situation } from "../../../domain/incidents/actions/situation.ts";
import { actions } from "../../../domain/incidents/actions/table.ts";
import type { EscalationHandling } from "../../../domain/incidents/handling.ts";
import { ruleOrders } from "../../../domain/incidents/leadsTo.ts";
import { escalationPlanTexts as texts } from "../../../domain/incidents/steeringTexts.ts";
import { chats } from "../../../domain/messages/chat/registry.ts";
import { chatLine } from "../../../domain/messages/chatLine.ts";
import { customMail } from "../../../domain/messages/customMail.ts";
import { sayOrNull } from "../../../domain/say.ts";
import type { Language } from "../../../domain/words/language.ts";
import { runbooksAtHand } from "./runbooks.ts";
import type { Desk } from "./schemas.ts";
import { secondaryAtHand } from "./secondary.ts";

export interface DeskDeps {
  db: Database;
  clock: () => Date;
  runbooks: OfferedRunbooks;
  centerName: string;
  /** The workflow's address in the Temporal UI; null if no UI is configured. */
  workflowUrl(workflowId: string): string | null;
}

/** Everything an operator needs at hand for one incident, by the same rules as the engine. */
export async function deskOf(
  deps: DeskDeps,
  { person, language }: { person: Person; language: Language },
  incident: number,
): Promise<Desk> {
  const context = await readIncidentContext(deps.db, incident);
  const { incident: row, configuration } = context;
  const facts = factsOf(context, "firing", deps.centerName);
  const rule = configuration?.rules.find(({ name }) => name === row.rule) ?? null;
  const { escalation } = ruleOrders(configuration, row.rule, row.detectedAt);
  const begun = rule !== null && (await escalationHasBegun(deps.db, incident, row.occurrence, rule.name));
  const situation: Situation = {
    state: row.state,
    hasCustomer: configuration !== null,
    takenBy: row.takenBy,
    escalation: escalation === null ? "none" : begun ? "begun" : "ready",
    operatorCalls: row.operatorCalls?.state ?? null,
    runbookRunning: await isRunGoingOn(deps.db, incident),
    plan: configuration?.plan ?? null,
    resolvedBy: row.resolvedBy,
  };
  const summary = configuration && escalation && escalationWords(configuration, escalation, language);
  return {
    customer: configuration && { id: configuration.customer, name: configuration.name },
    customers: configuration === null ? await customerChoices(deps.db) : [],
    ...handOf(configuration, context, language),
    escalation: situation.escalation,
    escalationSummary: summary,
    script: Object.fromEntries(
      Object.entries(configuration?.contacts ?? {}).map(([id, contact]) => [id, callScript(facts, contact)]),
    ),
    mail: configuration && standardMail(rule, customMail(facts, rule?.notify?.mail?.template ?? null)),
    chatText: configuration && chatLine(facts),
    workflowUrl: deps.workflowUrl(row.workflowId),
    proposal: row.state === "triage" ? proposeRule(row, null, language) : null,
    runbooks: runbooksAtHand(deps.runbooks, configuration, row),
    secondary: secondaryAtHand({
      runbooks: deps.runbooks,
      configuration,
      incident: row,
      facts,
      language,
      rows: await secondariesOf(deps.db, incident),
      person,
      now: deps.clock(),
    }),
    operatorPhone: await ownPhone(deps.db, person.name),
    seenBy: wasSeenSince(row) ? row.seenBy : null,
    attention: row.attention,
    actions: actions.map((action) => {
      const asked = { by: person.name, from: row.takenBy ?? undefined };
      const decision = decideAction(action, person.role, situation, asked);
      const { code, reason } = decision.allowed ? { code: null, reason: null } : decision;
      return {
        action,
        allowed: decision.allowed,
        code,
        reason: sayOrNull(reason, language),
        consequence: consequenceOf(action, situation, summary, language),
      };
    }),
  };
}

/** A look counts only if the incident has not asked for attention since. */
const wasSeenSince = ({ seenAt, attentionAt }: TellingContext["incident"]): boolean =>
  seenAt !== null && (attentionAt === null || seenAt >= attentionAt);

function handOf(
  configuration: CustomerConfiguration | null,
  { incident }: TellingContext,
  language: Language,
): Pick<Desk, "contacts" | "chats" | "rules"> {
  if (configuration === null) return { contacts: [], chats: [], rules: [] };
  return {
    contacts: Object.entries(configuration.contacts).map(([id, contact]) => ({ id, ...contact })),
    chats: Object.entries(configuration.chat).map(([id, { kind }]) => ({
      id,
      kind,
      provider: chats[kind].name,
    })),
    rules: configuration.rules.map((rule) => ({
      name: rule.name,
      summary: describeRule(configuration, rule, language),
      assignable: ruleOrders(configuration, rule.name, incident.detectedAt).operators !== "triage",
    })),
  };
}

const standardMail = (rule: Rule | null, mail: { subject: string; body: string }): Desk["mail"] => ({
  to: rule?.notify?.mail?.to ?? [],
  subject: mail.subject,
  body: mail.body,
});

function escalationWords(
  configuration: CustomerConfiguration,
  escalation: EscalationHandling,
  language: Language,
): string {
  const { mailTo, operatorCalls } = escalation;
  const list = operatorCalls === null ? null : contactsInOrder(configuration, operatorCalls.list);
  const acts = [
    ...(mailTo.length === 0
      ? []
      : [texts.mail({ names: contactNames(configuration, mailTo, language) }, language)]),
    ...(list === null ? [] : [texts.calls({ names: list }, language)]),
  ];
  return acts.join(language === "en" ? " " : "") || texts.onlyRecorded(language);
}

async function customerChoices(db: Database): Promise<Desk["customers"]> {
  const found = await customersInForce(db);
  return found.map(({ configuration }) => ({ id: configuration.customer, name: configuration.name }));
}
