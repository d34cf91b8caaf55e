/** A date-and-time field's value, in the terminal's own zone, in the API's form; other text is sent as typed. */
export function typedTime(local: string): string {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? local : moment.toISOString();
}
