import { unknownNode } from "../alerts/alert.ts";
import type { Level } from "../alerts/level.ts";
import type { Language } from "../words/language.ts";
import { proposalTexts } from "./ruleTexts.ts";

/** What an incident in triage was about. */
export interface UnmatchedAlarm {
  system: string | null;
  node: string;
  alarm: string;
  level: Level;
}

/**
 * The rule that would have matched, as a customer file writes it, for an operator to hand to the file's keeper. Its
 * match is exact; what it orders is that of the rule chosen, or for a person to fill in. An alert without a node gives a
 * rule for its alarm, wherever it comes from.
 */
export function proposeRule(
  { system, node, alarm, level }: UnmatchedAlarm,
  chosen: string | null,
  language: Language = "ja",
): string {
  const known = node === unknownNode ? null : node;
  const match = [
    ...(system === null ? [] : [`system: ${quoted(system)}`]),
    ...(known === null ? [] : [`node: ${quoted(known)}`]),
    `alarm: ${quoted(alarm)}`,
    `level: [${level}]`,
  ].join(", ");
  return [
    `- name: ${quoted(known === null ? alarm : `${known} ${alarm}`)}`,
    `  match: { ${match} }`,
    chosen === null
      ? `  notify: { mail: { to: [] } }   # ${proposalTexts.fillIn(language)}`
      : `  # ${proposalTexts.sameAs({ rule: chosen }, language)}`,
  ].join("\n");
}

/** JSON's strings are YAML's double-quoted ones. */
const quoted = (text: string): string => JSON.stringify(text);
