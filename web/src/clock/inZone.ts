/**
 * The moment that a clock on a wall in `timezone` shows as `local` (`2026-11-22T03:27`); null where it never does,
 * as in the hour skipped when summer time begins. An hour that comes twice is taken the first time.
 */
export function momentInZone(local: string, timezone: string): Date | null {
  const asIfUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asIfUtc)) return null;
  // Offsets lie between -12 and +14 hours: those of a day before and a day after are all there can be.
  const offsets = [-dayMilliseconds, dayMilliseconds].map((away) =>
    offsetMilliseconds(asIfUtc + away, timezone),
  );
  const moments = offsets.map((offset) => asIfUtc - offset).sort((one, other) => one - other);
  const found = moments.find((moment) => moment + offsetMilliseconds(moment, timezone) === asIfUtc);
  return found === undefined ? null : new Date(found);
}

/** What a clock on a wall in `timezone` shows, as a field for a date and time holds it. */
export const localInZone = (moment: Date, timezone: string): string =>
  new Date(moment.getTime() + offsetMilliseconds(moment.getTime(), timezone)).toISOString().slice(0, 16);

const dayMilliseconds = 24 * 3600_000;

function offsetMilliseconds(moment: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  const shown = Date.parse(`${date}T${part("hour")}:${part("minute")}:${part("second")}Z`);
  return shown - Math.floor(moment / 1_000) * 1_000;
}
