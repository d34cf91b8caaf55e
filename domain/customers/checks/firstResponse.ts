import { say } from "../../say.ts";
import type { OfferedRunbooks } from "../offeredRunbooks.ts";
import { type Check, type Findings, has, inside, items, type Place } from "./place.ts";

/** A first response names an existing runbook, with the parameters that it takes (R2.6, R5.6). */
export const checkFirstResponses =
  (offered: OfferedRunbooks): Check =>
  (file, findings) => {
    for (const rule of items(inside(file, "rules"))) {
      const named = inside(rule, "firstResponse", "runbook");
      if (typeof named.value === "string") checkRunbook(rule, named, named.value, offered, findings);
    }
  };

function checkRunbook(
  rule: Place,
  named: Place,
  id: string,
  offered: OfferedRunbooks,
  findings: Findings,
): void {
  const runbook = offered.get(id);
  if (runbook === undefined) {
    const primary = [...offered].flatMap(([each, { kind }]) => (kind === "primary" ? [each] : []));
    findings.fault(named, `no runbook is named ${JSON.stringify(id)}: expected one of ${primary.join(", ")}`);
    return;
  }
  if (runbook.kind !== "primary")
    findings.fault(named, `${id} is a ${runbook.kind} runbook: a first response takes a primary one`);
  const parameters = inside(rule, "firstResponse", "with");
  for (const { path, message: kept } of runbook.mistakesIn(parameters.value ?? {})) {
    const message = say(kept, "en");
    // A missing parameter has no place of its own, so the fault is shown where the runbook is named.
    if (has(parameters, path)) findings.fault(inside(parameters, path), `${id}: ${message}`);
    else findings.fault(named, `${id}: ${[path, message].filter((part) => part !== "").join(" ")}`);
  }
}
