import { DateTime } from "luxon";
import {
  type Check,
  entries,
  type Findings,
  has,
  inside,
  isMappingPlace,
  isThere,
  items,
  type Place,
} from "./place.ts";

/** Targets can be reached by their connections, and their downtimes end (R2.4). */
export const checkSystems: Check = (file, findings) => {
  const targets = entries(inside(file, "systems")).flatMap((system) => entries(inside(system, "targets")));
  for (const target of targets) {
    checkVia(target, targets, findings);
    const downtime = inside(target, "downtime");
    for (const each of items(downtime).filter(isMappingPlace)) checkDowntime(each, findings);
  }
};

type Target = ReturnType<typeof entries>[number];

function checkVia(target: Target, targets: Target[], findings: Findings): void {
  const hops: Target[] = [target];
  for (let hop: Target | null = target; hop !== null; ) {
    const via = inside(hop, "connect", "via");
    if (typeof via.value !== "string") return;
    const next = targetNamed(via.value, hop, targets);
    if (next === null && hop === target)
      findings.fault(via, `there is no target ${JSON.stringify(via.value)} to connect through`);
    if (next === target && hops.every((each) => targets.indexOf(each) >= targets.indexOf(target))) {
      const circle = [...hops, next].map(({ key }) => key).join(" → ");
      findings.fault(inside(target, "connect", "via"), `the connection goes in a circle: ${circle}`);
    }
    // The circle or missing hop of another target is reported at that target.
    if (next === null || hops.includes(next)) return;
    hops.push(next);
    hop = next;
  }
}

/** Prefers targets of the same system over others of the same name. */
function targetNamed(name: string, from: Target, targets: Target[]): Target | null {
  const named = targets.filter(({ key }) => key === name);
  return named.find(({ path }) => path[1] === from.path[1]) ?? named[0] ?? null;
}

function checkDowntime(downtime: Place, findings: Findings): void {
  const [from, until] = [inside(downtime, "from"), inside(downtime, "until")];
  const isOnce = isThere(from) || isThere(until);
  if (has(downtime, "every") === isOnce || isThere(from) !== isThere(until)) {
    findings.fault(downtime, "expected either every, or from and until");
    return;
  }
  if (typeof from.value !== "string" || typeof until.value !== "string") return;
  if (DateTime.fromISO(until.value) <= DateTime.fromISO(from.value))
    findings.fault(until, `expected a time after ${from.value}, not ${JSON.stringify(until.value)}`);
}
