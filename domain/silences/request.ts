import type { CustomerConfiguration } from "../customers/configuration.ts";
import { customerFieldTexts } from "../customers/fieldTexts.ts";
import type { FieldError } from "../errors.ts";
import { holdsUnaskedFrom } from "./notice.ts";
import type { SilenceScope } from "./scope.ts";
import { type SilenceTimes, type Span, spanFrom } from "./spans.ts";
import { silenceFieldTexts as texts } from "./texts.ts";

/** What somebody wants silenced, and when (R5.10a). */
export interface SilenceRequest extends SilenceScope, SilenceTimes {}

const dayMilliseconds = 24 * 3600_000;
const longestDays = 366;

/** A node of no file is believed to exist if an alert has named it in so many days. */
export const daysOfAlerts = 90;

/** No silence lasts until then. */
const tooLateYear = 2100;
export const endOfAll = new Date(Date.UTC(tooLateYear, 0));

/** A silence cannot cover what was told already: one with a past beginning holds from now. */
export const beginningNow = <Times extends Span>(times: Times, now: Date): Times =>
  times.from < now ? { ...times, from: now } : times;

interface Known {
  configuration: CustomerConfiguration;
  /** Nodes of recent alerts, of those in `namesToLookUp`. */
  seenNodes: ReadonlySet<string>;
  now: Date;
}

/** Everything that is wrong with a request, by field; empty: it can be set. */
export function faultsOfRequest(asked: SilenceRequest, known: Known): FieldError[] {
  return [...faultsOfScope(asked, known), ...faultsOfTimes(asked, known)];
}

function faultsOfScope(asked: SilenceScope, { configuration, seenNodes }: Known): FieldError[] {
  const { system, targets } = asked;
  if (system !== null && !Object.hasOwn(configuration.systems, system))
    return [{ path: "system", message: customerFieldTexts.unknownSystem() }];
  if (targets === "all") return [];
  const inFile = namesInFile(configuration, system);
  return targets.flatMap((target, index) => {
    if (isPattern(target) || inFile.has(target) || seenNodes.has(target)) return [];
    const place = { target, days: daysOfAlerts };
    const message =
      system === null ? texts.unknownTarget(place) : texts.unknownTargetOfSystem({ ...place, system });
    return [{ path: `targets[${index}]`, message }];
  });
}

/** The targets' names that the file does not have: whether such nodes exist, only alerts can tell. */
export function namesToLookUp(
  { system, targets }: SilenceScope,
  configuration: CustomerConfiguration,
): string[] {
  if (targets === "all") return [];
  const inFile = namesInFile(configuration, system);
  return targets.filter((target) => !isPattern(target) && !inFile.has(target));
}

const isPattern = (name: string): boolean => name.includes("*");

function namesInFile({ systems }: CustomerConfiguration, system: string | null): Set<string> {
  const ofIt = Object.entries(systems).filter(([id]) => system === null || id === system);
  return new Set(
    ofIt.flatMap(([, { targets }]) =>
      Object.entries(targets).flatMap(([name, { host }]) => (host === null ? [name] : [name, host])),
    ),
  );
}

function faultsOfTimes(asked: SilenceRequest, { configuration, now }: Known): FieldError[] {
  if (asked.until <= asked.from) return [{ path: "until", message: texts.endsBeforeItBegins() }];
  const fault = faultOfEnd(asked, now);
  if (fault !== null) return [fault];
  const times = beginningNow(asked, now);
  const hasHours = spanFrom(times, configuration.timezone, now) !== null;
  return hasHours ? [] : [{ path: "every", message: texts.noHour() }];
}

/** Why a silence cannot last until then; null if it can. */
export function faultOfEnd(times: Span, now: Date): FieldError | null {
  const { from, until } = beginningNow(times, now);
  const fault = (message: FieldError["message"]) => ({ path: "until", message });
  if (until <= now) return fault(texts.past());
  if (until > endOfAll) return fault(texts.tooLate({ year: tooLateYear }));
  if (until.getTime() - from.getTime() > longestDays * dayMilliseconds)
    return fault(texts.tooLong({ days: longestDays }));
  return null;
}

/** Whether a customer's request comes so late that an operator has to agree first (R5.10b). */
export function isAskedTooLate(
  asked: SilenceTimes,
  { calendar, timezone }: Pick<CustomerConfiguration, "calendar" | "timezone">,
  now: Date,
): boolean {
  const unasked = holdsUnaskedFrom(calendar, timezone, now);
  const first = spanFrom(asked, timezone, now);
  return unasked === null || first === null || first.from < unasked;
}
