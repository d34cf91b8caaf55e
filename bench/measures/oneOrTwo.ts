import type { BenchSystem } from "../system.ts";
import type { Figure } from "../table.ts";
import { burst } from "./burst.ts";
import { cpuPerIncident, cpuWarmUps } from "./cpuPerIncident.ts";

/**
 * The figures that a second worker and a second API server may change: what an incident costs, and how soon a burst is
 * told.
 */
export async function oneOrTwo(
  system: BenchSystem,
  isDoubled: boolean,
  incidentCount: number,
): Promise<Figure[]> {
  const warmUps = isDoubled ? 2 * cpuWarmUps : cpuWarmUps;
  const figures = [...(await cpuPerIncident(system, incidentCount, warmUps)), ...(await burst(system))];
  const count = isDoubled ? "two workers, two API servers" : "one worker, one API server";
  return figures.map((figure) => ({ ...figure, what: `${count}: ${figure.what}` }));
}
