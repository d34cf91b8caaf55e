import { levelWord } from "../../alerts/level.ts";
import { explainTimeBand } from "../../customers/calendar/timeBand.ts";
import type { CallPlan, CustomerConfiguration, Rule } from "../../customers/configuration.ts";
import { type MatchField, mismatches } from "../../customers/rules.ts";
import { bandTexts } from "../../customers/ruleTexts.ts";
import { levelsWords, matchWords } from "../../customers/ruleWords.ts";
import type { Language } from "../../words/language.ts";
import { listed } from "../../words/lists.ts";
import {
  type SupposedIncident,
  type SupposedRing,
  type SupposedTelling,
  supposedEscalation,
  supposedFirstResponse,
} from "./dryRun.ts";
import {
  leftToOperatorsTexts,
  mismatchTexts,
  supposedEscalationTexts,
  supposedFirstResponseTexts,
  dryRunTexts as texts,
} from "./texts.ts";

interface Told {
  mails: readonly SupposedTelling[];
  rings: readonly SupposedRing[];
}

/** Every decision of a dry run with its reason, one line each, in the order of the engine's decisions. */
export function explainDryRun(
  configuration: CustomerConfiguration,
  incident: SupposedIncident,
  { mails, rings }: Told,
  language: Language = "ja",
): string[] {
  const { chats, call } = incident.handling;
  return [
    systemLine(incident, language),
    explainTimeBand(configuration.calendar, configuration.timezone, incident.alert.at, language),
    ...ruleLines(configuration, incident, language),
    ...mailLines(mails, language),
    ...chats.map((chat) => texts.chat({ chat }, language)),
    ...callLines(call, rings, language),
    ...operatorLines(incident, language),
    ...firstResponseLines(configuration, incident.rule, language),
    ...escalationLines(configuration, incident, language),
  ];
}

function systemLine({ alert, system }: SupposedIncident, language: Language): string {
  const { node } = alert;
  if (system === null) return texts.noOneSystem({ node }, language);
  return alert.system === null
    ? texts.systemOfNode({ system, node }, language)
    : texts.systemGiven({ system }, language);
}

function ruleLines(
  { rules }: CustomerConfiguration,
  incident: SupposedIncident,
  language: Language,
): string[] {
  const { name, match } = incident.rule;
  const passed = rules.slice(0, rules.indexOf(incident.rule));
  return [
    ...passed.map((rule) =>
      texts.passed({ rule: rule.name, why: whyNot(rule, incident, language) }, language),
    ),
    texts.matches({ rule: name, match: matchWords(match, language) }, language),
  ];
}

function whyNot({ match }: Rule, { alert, system, band }: SupposedIncident, language: Language): string {
  const found = { ...alert, system: system ?? mismatchTexts.noSystem(language) };
  const differs = (field: "system" | "node" | "alarm") =>
    mismatchTexts[field]({ wanted: match[field] ?? "", found: found[field] }, language);
  const words: Record<MatchField, () => string> = {
    system: () => differs("system"),
    node: () => differs("node"),
    alarm: () => differs("alarm"),
    level: () =>
      mismatchTexts.level(
        { wanted: levelsWords(match.level, language), found: levelWord(alert.level, language) },
        language,
      ),
    time: () =>
      band === "businessHours"
        ? mismatchTexts.onlyAfterHours(language)
        : mismatchTexts.onlyBusinessHours(language),
  };
  const fields = mismatches(match, { ...alert, system }, band);
  return listed(
    fields.map((field) => words[field]()),
    language,
  );
}

const mailLines = (mails: readonly SupposedTelling[], language: Language): string[] =>
  mails.map(({ name, address, skipped }) =>
    skipped === null
      ? texts.mail({ name, address: String(address) }, language)
      : texts.noMail({ name, why: skipped }, language),
  );

function callLines(plan: CallPlan | null, rings: readonly SupposedRing[], language: Language): string[] {
  if (plan === null) return [];
  const each = rings.map(({ position, name, phone, skipped }) =>
    skipped === null
      ? texts.ring({ position, name, phone: String(phone) }, language)
      : texts.noRing({ position, name, why: skipped }, language),
  );
  const head = texts[plan.mode]({ seconds: plan.ringSeconds }, language);
  return [head, ...each, afterwards(plan, rings, language)];
}

function afterwards(plan: CallPlan, rings: readonly SupposedRing[], language: Language): string {
  if (rings.every((ring) => ring.skipped !== null)) return texts.nobodyRings(language);
  return plan.retries === 0
    ? texts.nobodyAnswers(language)
    : texts.nobodyAnswersAgain({ rounds: plan.retries }, language);
}

/** What is left to operators, as a sentence; null if nothing is. */
export const operatorsReason = ({ handling }: SupposedIncident, language: Language = "ja"): string | null =>
  handling.operators === null ? null : leftToOperatorsTexts[handling.operators](language);

function operatorLines(incident: SupposedIncident, language: Language): string[] {
  const reason = operatorsReason(incident, language);
  return reason === null ? [] : [reason];
}

function firstResponseLines(configuration: CustomerConfiguration, rule: Rule, language: Language): string[] {
  const response = supposedFirstResponse(configuration, rule, language);
  if (response === null) return [];
  const { runbook, start, skipped } = response;
  if (skipped !== null) return [supposedFirstResponseTexts.skipped({ runbook, why: skipped }, language)];
  return [supposedFirstResponseTexts[start]({ runbook }, language)];
}

function escalationLines(
  configuration: CustomerConfiguration,
  incident: SupposedIncident,
  language: Language,
): string[] {
  const escalation = supposedEscalation(configuration, incident, language);
  if (escalation === null) return [];
  const { afterMinutes, mail, operatorCalls } = escalation;
  const { byDecision, afterMinutes: after, operatorCalls: calls, noPhone } = supposedEscalationTexts;
  const band = bandTexts[incident.band](language);
  const order = operatorCalls
    .map(({ name, phone }) => (phone === null ? noPhone({ name }, language) : name))
    .join(" → ");
  return [
    afterMinutes === null ? byDecision(language) : after({ minutes: afterMinutes }, language),
    ...mailLines(mail, language),
    ...(order === "" ? [] : [calls({ band, order }, language)]),
  ];
}
