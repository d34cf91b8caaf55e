import { type CpuProfile, type Span, selfTimes } from "./cpuProfile.ts";
import type { Frame, Namer } from "./frame.ts";

/** Calls of the same name at the same place in the stack, as one. Times are in microseconds. */
export interface Flame extends Frame {
  self: number;
  /** With what it called. */
  total: number;
  /** The largest first. */
  callees: Flame[];
}

interface Growing extends Frame {
  self: number;
  callees: Map<string, Growing>;
}

/** The stacks of several threads that do the same work, merged. */
export function mergeStacks(profiles: readonly CpuProfile[], span: Span, name: Namer): Flame {
  const all = growing({ group: "", name: "all", isOurs: true });
  for (const profile of profiles) {
    const times = selfTimes(profile, span);
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    const add = (id: number, caller: Growing): void => {
      const { callFrame, children = [] } = nodes.get(id)!;
      const frame = name(callFrame);
      const place = frame === null ? caller : placeUnder(caller, frame);
      if (frame !== null) place.self += times.get(id) ?? 0;
      for (const child of children) add(child, place);
    };
    add(profile.nodes[0]!.id, all);
  }
  return grown(all);
}

/** Others' code shows where ours, or another package's, enters it, and not what it does inside. */
function placeUnder(caller: Growing, frame: Frame): Growing {
  if (!frame.isOurs && caller.group === frame.group) return caller;
  const key = `${frame.group} ${frame.name}`;
  const known = caller.callees.get(key) ?? growing(frame);
  caller.callees.set(key, known);
  return known;
}

const growing = (frame: Frame): Growing => ({ ...frame, self: 0, callees: new Map() });

function grown({ callees, ...flame }: Growing): Flame {
  const all = [...callees.values()].map(grown).filter(({ total }) => total > 0);
  const total = all.reduce((sum, callee) => sum + callee.total, flame.self);
  return { ...flame, total, callees: all.toSorted((a, b) => b.total - a.total) };
}

/** Microseconds spent in each group's own code; the largest first. */
export function selfByGroup(flame: Flame): [group: string, self: number][] {
  const byGroup = new Map<string, number>();
  const visit = ({ group, self, callees }: Flame): void => {
    byGroup.set(group, (byGroup.get(group) ?? 0) + self);
    callees.forEach(visit);
  };
  visit(flame);
  return [...byGroup].filter(([, self]) => self > 0).toSorted(([, a], [, b]) => b - a);
}
