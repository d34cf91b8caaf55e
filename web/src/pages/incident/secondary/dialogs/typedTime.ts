/** What a field for a date and time holds, in the terminal's own zone, as the API takes it; other text goes as typed. */
export function typedTime(local: string): string {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? local : moment.toISOString();
}
