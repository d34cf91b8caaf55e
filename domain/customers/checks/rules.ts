import { checkTemplate } from "../../messages/template.ts";
import type { Match } from "../configuration.ts";
import { planIncludes, plans } from "../plan.ts";
import { unnamedRule } from "../ruleSchema.ts";
import { fitsGlob, matchesEverything } from "../rules.ts";
import { type Check, entries, type Findings, has, inside, items, type Place } from "./place.ts";

/**
 * Every alert finds a rule, every rule has a name of its own, and a rule that cannot do what it says gets a remark
 * (R5.1a, R1.5b).
 */
export const checkRules: Check = (file, findings) => {
  const rules = items(inside(file, "rules"));
  checkNames(rules, findings);
  checkOrder(rules, findings);
  for (const rule of rules) {
    checkTemplates(inside(rule, "notify", "mail", "template"), findings);
    checkSystem(inside(rule, "match", "system"), inside(file, "systems"), findings);
    warnOfSilentRule(rule, findings);
    warnOfExcludedRunbook(rule, inside(file, "plan").value, findings);
  }
};

function checkNames(rules: Place[], findings: Findings): void {
  const seen = new Set<unknown>();
  for (const [index, rule] of rules.entries()) {
    const name = inside(rule, "name");
    const value = name.value ?? unnamedRule(index);
    if (seen.has(value))
      findings.fault(name, `a rule before this one is called ${JSON.stringify(value)} too`);
    seen.add(value);
  }
}

function checkOrder(rules: Place[], findings: Findings): void {
  const last = rules.at(-1);
  const catchAll = rules.findIndex((rule) => matchesEverything(matchOf(rule)));
  if (last !== undefined && !matchesEverything(matchOf(last)))
    findings.fault(inside(last, "match"), "expected the last rule to match everything: match: {}");
  for (const rule of catchAll < 0 ? [] : rules.slice(catchAll + 1))
    findings.warn(rule, "unreachable: a rule before this one matches everything");
}

/** A value that is not yet a text or list still counts as a condition. */
function matchOf(rule: Place): Match {
  const glob = (name: string) => {
    const { value } = inside(rule, "match", name);
    return value === undefined || value === null ? null : String(value);
  };
  const level = items(inside(rule, "match", "level")).map(({ value }) => value) as Match["level"];
  return {
    system: glob("system"),
    node: glob("node"),
    alarm: glob("alarm"),
    level,
    time: glob("time") as Match["time"],
  };
}

function checkTemplates(template: Place, findings: Findings): void {
  for (const part of ["subject", "body"]) {
    const source = inside(template, part);
    if (typeof source.value !== "string") continue;
    for (const problem of checkTemplate(source.value))
      findings.fault(source, `the template is wrong: ${problem}`);
  }
}

/** Tools may name systems themselves, so a system missing from the file may still be right. */
function checkSystem(system: Place, systems: Place, findings: Findings): void {
  const glob = system.value;
  if (typeof glob !== "string" || entries(systems).some(({ key }) => fitsGlob(glob, key))) return;
  findings.warn(
    system,
    `no system fits ${JSON.stringify(glob)}: only alerts that name one themselves can match`,
  );
}

function warnOfSilentRule(rule: Place, findings: Findings): void {
  const notify = inside(rule, "notify");
  const isTold = ["mail", "call"].some((channel) => has(notify, channel));
  if (!isTold && items(inside(notify, "chat")).length > 0)
    findings.warn(notify, "chat alone is no first response: operators are told of these incidents at once");
}

function warnOfExcludedRunbook(rule: Place, plan: unknown, findings: Findings): void {
  const known = plans.find((each) => each === plan);
  if (!has(rule, "firstResponse") || known === undefined || planIncludes(known, "primaryResponse")) return;
  const firstResponse = inside(rule, "firstResponse");
  findings.warn(firstResponse, `plan ${known} does not include primary response: it is skipped`);
}
