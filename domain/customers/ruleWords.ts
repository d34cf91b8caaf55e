import { levelWord } from "../alerts/level.ts";
import type { Language } from "../words/language.ts";
import { listed, listTexts } from "../words/lists.ts";
import type { CallPlan, CustomerConfiguration, Escalation, Match, Notify, Rule } from "./configuration.ts";
import { bandTexts, callModeTexts, matchTexts, ruleTexts as texts } from "./ruleTexts.ts";

type Named = Pick<CustomerConfiguration, "contacts">;

/** A rule in one line for operators: what it matches, and what then happens. */
export function describeRule(configuration: Named, rule: Rule, language: Language = "ja"): string {
  const { notify, firstResponse, escalation, closeAfterMinutes } = rule;
  const acts = [
    ...notifyWords(configuration, notify, language),
    ...(firstResponse === null ? [] : [firstResponseWords(firstResponse, language)]),
    ...(escalation === null ? [] : [escalationWords(configuration, escalation, language)]),
    ...(closeAfterMinutes === null ? [] : [texts.closeAfter({ minutes: closeAfterMinutes }, language)]),
  ];
  const what = acts.length === 0 ? texts.triage(language) : acts.join(listTexts.betweenActs(language));
  return `${matchWords(rule.match, language)} → ${what}`;
}

/** What a rule matches: システム shop・レベル 高. */
export function matchWords(match: Match, language: Language = "ja"): string {
  const { system, node, alarm, level, time } = match;
  const parts = [
    ...(system === null ? [] : [matchTexts.system({ system }, language)]),
    ...(node === null ? [] : [matchTexts.node({ node }, language)]),
    ...(alarm === null ? [] : [matchTexts.alarm({ alarm }, language)]),
    ...(level.length === 0 ? [] : [matchTexts.level({ levels: levelsWords(level, language) }, language)]),
    ...(time === null ? [] : [bandTexts[time](language)]),
  ];
  return parts.length === 0 ? matchTexts.everything(language) : parts.join(listTexts.betweenWords(language));
}

export const levelsWords = (levels: Match["level"], language: Language): string =>
  levels.map((level) => levelWord(level, language)).join(matchTexts.betweenLevels(language));

/** A contact's name, or the id if the file has no such contact. */
export const contactName = ({ contacts }: Named, id: string): string => contacts[id]?.name ?? id;

export const contactNames = (
  configuration: Named,
  ids: readonly string[],
  language: Language = "ja",
): string => listed(namesOf(configuration, ids), language);

/** Names in order: 佐藤 → 加藤. */
export const contactsInOrder = (configuration: Named, ids: readonly string[]): string =>
  namesOf(configuration, ids).join(" → ");

const namesOf = (configuration: Named, ids: readonly string[]): string[] =>
  ids.map((id) => contactName(configuration, id));

function notifyWords(configuration: Named, notify: Notify | null, language: Language): string[] {
  if (notify === null) return [];
  const { mail, chat, call } = notify;
  const names = contactNames(configuration, mail?.to ?? [], language);
  return [
    ...(mail === null ? [] : [texts.mail({ names }, language)]),
    ...(chat.length === 0 ? [] : [texts.chat({ chats: listed(chat, language) }, language)]),
    ...(call === null ? [] : [callWords(configuration, call, language)]),
  ];
}

function callWords(configuration: Named, call: CallPlan, language: Language): string {
  const { mode, list, ringSeconds, skipMinutes, retries } = call;
  const order =
    mode === "sequential"
      ? contactsInOrder(configuration, list)
      : contactNames(configuration, list, language);
  const details = [
    texts.ringSeconds({ seconds: ringSeconds }, language),
    texts.skipMinutes({ minutes: skipMinutes }, language),
    ...(retries === 0 ? [] : [texts.retries({ times: retries }, language)]),
  ].join(listTexts.betweenWords(language));
  return texts.call({ mode: callModeTexts[mode](language), order, details }, language);
}

const firstResponseWords = (
  { runbook, start }: NonNullable<Rule["firstResponse"]>,
  language: Language,
): string =>
  (start === "automatic" ? texts.automaticFirstResponse : texts.operatorsFirstResponse)(
    { runbook },
    language,
  );

function escalationWords(
  configuration: Named,
  { afterMinutes, mail, operatorCalls }: Escalation,
  language: Language,
): string {
  const inOrder = (ids: readonly string[]) => contactsInOrder(configuration, ids) || texts.nobody(language);
  const acts = [
    ...(mail === null
      ? []
      : [texts.escalationMail({ names: contactNames(configuration, mail.to, language) }, language)]),
    ...(operatorCalls === null
      ? []
      : [
          texts.operatorCalls(
            {
              businessHours: inOrder(operatorCalls.businessHours),
              afterHours: inOrder(operatorCalls.afterHours),
            },
            language,
          ),
        ]),
  ].join(texts.betweenEscalations(language));
  return afterMinutes === null
    ? texts.escalation({ acts }, language)
    : texts.escalationAfter({ minutes: afterMinutes, acts }, language);
}
