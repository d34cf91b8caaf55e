import type { Level } from "../alerts/level.ts";
import type { CustomerConfiguration, Match, Rule, TimeBand } from "./configuration.ts";

/** What rules look at; the level is the incident's present one. */
export interface MatchedAlert {
  system: string | null;
  node: string;
  alarm: string;
  level: Level;
}

/** The first rule that matches (R5.1a). The last one matches everything; the import makes sure of it. */
export function matchRule(
  configuration: Pick<CustomerConfiguration, "customer" | "rules">,
  alert: MatchedAlert,
  band: TimeBand,
): Rule {
  const rule = configuration.rules.find(({ match }) => mismatches(match, alert, band).length === 0);
  if (rule === undefined)
    throw new Error(`Customer ${configuration.customer} has no rule that matches everything`);
  return rule;
}

/** Whether it matches every alert at any time. `system: "*"` does not, because an alert may have no system. */
export function matchesEverything(match: Match): boolean {
  return (
    match.system === null &&
    [match.node, match.alarm].every((glob) => glob === null || /^\*+$/.test(glob)) &&
    (match.level.length === 0 || new Set(match.level).size === 3) &&
    match.time === null
  );
}

/**
 * The system of the one target with this name or host. null if there are two, to avoid telling the wrong system's
 * people.
 */
export function systemOfNode(
  configuration: Pick<CustomerConfiguration, "systems">,
  node: string,
): string | null {
  const owners = Object.entries(configuration.systems).flatMap(([system, { targets }]) =>
    Object.entries(targets)
      .filter(([name, target]) => name === node || target.host === node)
      .map(() => system),
  );
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

export type MatchField = "system" | "node" | "alarm" | "level" | "time";

/** The conditions of a rule that do not fit an alert; empty if the rule matches. */
export function mismatches(match: Match, alert: MatchedAlert, band: TimeBand): MatchField[] {
  const fits: Record<MatchField, boolean> = {
    system: match.system === null || (alert.system !== null && fitsGlob(match.system, alert.system)),
    node: match.node === null || fitsGlob(match.node, alert.node),
    alarm: match.alarm === null || fitsGlob(match.alarm, alert.alarm),
    level: match.level.length === 0 || match.level.includes(alert.level),
    time: match.time === null || match.time === band,
  };
  return (Object.keys(fits) as MatchField[]).filter((field) => !fits[field]);
}

/**
 * `*` stands for any text, everything else for itself. Not a regular expression, because tools choose the text it is
 * matched against.
 */
export function fitsGlob(glob: string, text: string): boolean {
  const [start = "", ...rest] = glob.split("*");
  const end = rest.pop();
  if (end === undefined) return text === glob;
  if (!text.startsWith(start)) return false;
  let position = start.length;
  for (const middle of rest) {
    const found = text.indexOf(middle, position);
    if (found < 0) return false;
    position = found + middle.length;
  }
  return text.length - end.length >= position && text.endsWith(end);
}
