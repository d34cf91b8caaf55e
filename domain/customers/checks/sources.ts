import {
  type Check,
  entries,
  type Findings,
  has,
  inside,
  isMappingPlace,
  items,
  type Place,
} from "./place.ts";

const notInForce = new Set<unknown>(["cloudwatch", "zabbix", "datadog", "mackerel", "mail"]);
const groups = ["node", "alarm", "level", "event", "value", "log", "key", "system"];

/** The match conditions of mail sources work (R2.5.2), and source kinds without an intake yet get a remark. */
export const checkSources: Check = (file, findings) => {
  for (const source of entries(inside(file, "sources"))) {
    const kind = inside(source, "kind");
    const match = inside(source, "match");
    if (notInForce.has(kind.value))
      findings.warn(kind, `not yet in force: alerts from sources of kind ${kind.value} are not taken in`);
    if (kind.value === "mail" && items(match).length === 0)
      findings.warn(source, "without match conditions every mail goes to the operators' triage");
    if (kind.value !== "mail" && items(match).length > 0)
      findings.fault(match, "expected match conditions for sources of kind mail alone");
    for (const condition of items(match).filter(isMappingPlace)) checkCondition(condition, findings);
  }
};

function checkCondition(condition: Place, findings: Findings): void {
  const used = ["subject", "body"].flatMap((part) => checkPattern(inside(condition, part), findings));
  const twice = used.find((name, index) => used.indexOf(name) !== index);
  if (twice !== undefined)
    findings.fault(condition, `the group "${twice}" is in both subject and body; expected it in one of them`);
  const decides = used.includes("event");
  for (const words of ["firing", "recovered"])
    if (items(inside(condition, words)).length > 0 && !decides)
      findings.fault(inside(condition, words), `${words} needs a group (?<event>…) to compare with`);
  if (!has(condition, "subject") && !has(condition, "body"))
    findings.fault(condition, "expected a pattern for the subject or the body");
}

/** The named groups of a pattern. */
function checkPattern(pattern: Place, findings: Findings): string[] {
  if (typeof pattern.value !== "string") return [];
  try {
    // The empty alternative matches any text, and the match lists all groups.
    const names = Object.keys(new RegExp(`${pattern.value}|`).exec("")?.groups ?? {});
    for (const name of names)
      if (!groups.includes(name))
        findings.fault(pattern, `unknown group "${name}"; known are ${groups.join(", ")}`);
    return names;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/: /s, "") : "";
    findings.fault(pattern, `expected a regular expression: ${reason}, in ${JSON.stringify(pattern.value)}`);
    return [];
  }
}
