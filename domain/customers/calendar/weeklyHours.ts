/** Hours that recur every week; `endMinute` beyond 1440 runs into the next day. */
export interface WeeklySpan {
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  startMinute: number;
  endMinute: number;
}

const dayMinutes = 24 * 60;
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const partPattern = /^([a-z]{3})(?:-([a-z]{3}))?(?:\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2}))?$/i;

/**
 * Reads `Mon-Fri 09:00-18:00, Sat 09:00-12:00`; null if unreadable. A part without hours takes those of the next part
 * (`Mon,Wed 22:00-06:00`), and hours over midnight belong to the day they begin on.
 */
export function parseWeeklyHours(text: string): WeeklySpan[] | null {
  const spans: WeeklySpan[] = [];
  let waiting: number[] = [];
  for (const part of text.split(",")) {
    const [, first, last, ...clock] = partPattern.exec(part.trim()) ?? [];
    const days = daysBetween(first, last ?? first);
    if (days === null) return null;
    waiting.push(...days);
    if (clock[0] === undefined) continue;
    const hours = readHours(clock.map(Number));
    if (hours === null) return null;
    spans.push(...waiting.map((weekday) => ({ weekday, ...hours })));
    waiting = [];
  }
  return waiting.length === 0 ? spans : null;
}

function daysBetween(first: string | undefined, last: string | undefined): number[] | null {
  const from = weekdays.indexOf(first?.toLowerCase() ?? "");
  const to = weekdays.indexOf(last?.toLowerCase() ?? "");
  if (from < 0 || to < 0) return null;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, day) => ((from + day) % 7) + 1);
}

function readHours(clock: number[]): Omit<WeeklySpan, "weekday"> | null {
  const [startHour = 0, startMinutes = 0, endHour = 0, endMinutes = 0] = clock;
  const startMinute = startHour * 60 + startMinutes;
  const endMinute = endHour * 60 + endMinutes;
  if (startMinutes > 59 || endMinutes > 59 || startMinute >= dayMinutes || endMinute > dayMinutes)
    return null;
  // The same time twice could mean nothing or a whole day; 00:00-24:00 is unambiguous.
  if (startMinute === endMinute) return null;
  return { startMinute, endMinute: endMinute > startMinute ? endMinute : endMinute + dayMinutes };
}
