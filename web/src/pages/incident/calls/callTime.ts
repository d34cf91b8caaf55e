/**
 * The moment a person means by 「23:58」 without a day, in the terminal's own zone: the latest one in the past.
 * null if it is not a time of day.
 */
export function momentOf(clockTime: string, now: Date): Date | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clockTime.normalize("NFKC").trim());
  if (parts === null) return null;
  const moment = new Date(now);
  moment.setHours(Number(parts[1]), Number(parts[2]), 0, 0);
  if (moment > now) moment.setDate(moment.getDate() - 1);
  return moment;
}
