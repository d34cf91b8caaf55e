import type { Level } from "../alerts/level.ts";
import { alertStatusTexts } from "../alerts/texts.ts";

/** The event of an incident, as people are told. */
export type ToldEvent = "firing" | "repeat" | "recovery";

/** The word people see: 発生, 継続中, 復旧 (R5.4). */
export const eventWord = (event: ToldEvent): string =>
  alertStatusTexts[event === "recovery" ? "recovered" : event]();

/** Everything that mail, chat and telephone say about an alert. */
export interface AlertFacts {
  event: ToldEvent;
  /** The incident's number. */
  incident: number;
  /** null while the customer is unknown; then only operators are told. */
  customer: { id: string; name: string } | null;
  system: { id: string; name: string } | null;
  node: string;
  alarm: string;
  level: Level;
  value: string | null;
  /** The line that a log alarm found; null for every other alarm. */
  log: string | null;
  /** When the occurrence began, by the tool's own clock if it says so. */
  firstOccurredAt: Date;
  /** When its first alert was accepted. */
  detectedAt: Date;
  /** When the alert of this notice was accepted. */
  saidAt: Date;
  recoveredAt?: Date;
  /** The customer's time zone, used for all times. */
  timezone: string;
  /** Who sends it: `CENTER_NAME`. */
  centerName: string;
}

export interface Mail {
  subject: string;
  body: string;
}
