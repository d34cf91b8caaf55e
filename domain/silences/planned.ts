import { DateTime } from "luxon";
import type { CustomerConfiguration, Downtime } from "../customers/configuration.ts";
import { engine } from "../people/actor.ts";
import { endOfAll } from "./request.ts";
import type { SilenceTimes } from "./spans.ts";

/** Planned downtime (計画停止) of a customer's file, as the silence that it is. */
interface PlannedSilence extends SilenceTimes {
  customer: string;
  system: string;
  targets: string[];
  alarms: null;
  timezone: string;
  reason: null;
  requestedBy: string;
  requestedAt: Date;
  /** SYSTEM/TARGET/INDEX */
  planned: string;
  needsYes: false;
}

/** Every planned downtime of a file. Those that are over stay, so that reading the file again changes nothing. */
export function plannedSilences(configuration: CustomerConfiguration, now: Date): PlannedSilence[] {
  const { customer, timezone, systems } = configuration;
  return Object.entries(systems).flatMap(([system, { targets }]) =>
    Object.entries(targets).flatMap(([target, { host, downtime }]) =>
      downtime
        .map((each, index) => ({
          ...timesOf(each, timezone, now),
          customer,
          system,
          targets: host === null || host === target ? [target] : [target, host],
          alarms: null,
          timezone,
          reason: null,
          requestedBy: engine,
          requestedAt: now,
          planned: `${system}/${target}/${index}`,
          needsYes: false as const,
        }))
        .filter(({ from, until }) => from < until),
    ),
  );
}

function timesOf(downtime: Downtime, timezone: string, now: Date): SilenceTimes {
  if ("every" in downtime) return { from: now, until: endOfAll, every: downtime.every };
  const instant = (text: string): Date => DateTime.fromISO(text, { zone: timezone }).toJSDate();
  const [from, until] = [instant(downtime.from), instant(downtime.until)];
  return { from, until: until < endOfAll ? until : endOfAll, every: null };
}

type Weekly = Pick<PlannedSilence, "targets" | "every" | "from" | "timezone"> & { planned: string };

/**
 * Weekly downtime that was planned before goes on: it does not begin anew with each version of the file, of which
 * most change something else.
 */
export function goingOn(planned: readonly PlannedSilence[], before: readonly Weekly[]): PlannedSilence[] {
  const isSame = (one: Weekly, other: Weekly): boolean => identity(one) === identity(other);
  return planned.map((one) => {
    const same = one.every === null ? undefined : before.find((other) => isSame(one, other));
    return same === undefined ? one : { ...one, from: same.from };
  });
}

const identity = ({ planned, targets, every, timezone }: Weekly): string =>
  JSON.stringify([planned, targets, every, timezone]);
