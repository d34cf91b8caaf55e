import { duration } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { below, type Figure } from "../table.ts";
import { listens } from "./alone.ts";
import { untilAllTold } from "./firsts.ts";

const alerts = 300;
/** Until the last mail. */
const aimSeconds = 8;

/** All alerts at once, from ten customers: how long the first and the last one wait. */
export async function burst(system: BenchSystem): Promise<Figure[]> {
  const people = system.people(alerts);
  for (const { phone } of people) await system.outside.phone(phone, listens);
  const posted = await Promise.all(people.map((person) => system.intake.raise(person)));
  const { mail, call, missing } = await untilAllTold(system.outside, posted, 120);
  const firstAndLast = (all: number[]) => `${duration(Math.min(...all))} and ${duration(Math.max(...all))}`;
  return [
    {
      what: `burst of ${alerts} alerts: first and last mail`,
      value: firstAndLast(mail),
      ...below(aimSeconds, Math.max(...mail) / 1_000, "s"),
    },
    { what: `burst of ${alerts} alerts: first and last call`, value: firstAndLast(call) },
    ...(missing === 0 ? [] : [{ what: "burst: not told within 120 s", value: String(missing), met: false }]),
  ];
}
