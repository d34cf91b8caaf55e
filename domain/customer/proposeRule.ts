import type { Level } from "../level.ts";

/** What an incident in triage was about. */
export interface UnmatchedAlarm {
  system: string | null;
  node: string;
  alarm: string;
  level: Level;
}

/**
 * The rule that would have matched, as a customer file writes it, for an operator to hand to whoever keeps the file: its
 * match is exact, what it orders is that of the rule chosen, or for a person to fill in.
 */
export function proposeRule({ system, node, alarm, level }: UnmatchedAlarm, chosen: string | null): string {
  const match = [
    ...(system === null ? [] : [`system: ${quoted(system)}`]),
    `node: ${quoted(node)}`,
    `alarm: ${quoted(alarm)}`,
    `level: [${level}]`,
  ].join(", ");
  return [
    `- name: ${quoted(`${node} ${alarm}`)}`,
    `  match: { ${match} }`,
    chosen === null
      ? "  notify: { mail: { to: [] } }   # 通知先を記入してください"
      : `  # 通知先は「${chosen}」と同じにしてください`,
  ].join("\n");
}

/** JSON's strings are YAML's double-quoted ones. */
const quoted = (text: string): string => JSON.stringify(text);
