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
 * Writes the rule that would have matched, in the form of a customer's file, for an operator to give to the file's
 * keeper. It matches exactly. Its orders are those of the chosen rule, or for a person to fill in. For an alert
 * without a node, the rule matches its alarm on any node.
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

/** A JSON string is a valid double-quoted YAML string. */
const quoted = (text: string): string => JSON.stringify(text);
