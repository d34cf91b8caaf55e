import type { Level } from "../alerts/level.ts";
import { alertStatusTexts } from "../alerts/texts.ts";

/** What an alert says about its incident, as people are told of it. */
export type ToldEvent = "firing" | "repeat" | "recovery";

/** The word people see: 発生, 継続中, 復旧 (R5.4). */
export const eventWord = (event: ToldEvent): string =>
  alertStatusTexts[event === "recovery" ? "recovered" : event]();

/** Everything that mail, chat and telephone say of an alert. */
export interface AlertFacts {
  event: ToldEvent;
  /** The incident's number. */
  incident: number;
  /** null where nobody knows yet whose alert it is; only operators are told then. */
  customer: { id: string; name: string } | null;
  system: { id: string; name: string } | null;
  node: string;
  alarm: string;
  level: Level;
  value: string | null;
  /** The line that a log alarm found; null for every other alarm. */
  log: string | null;
  /** When the occurrence began, by the tool's own clock where it says so. */
  firstOccurredAt: Date;
  /** When its first alert was accepted. */
  detectedAt: Date;
  /** When the alert of this notice was accepted. */
  saidAt: Date;
  recoveredAt?: Date;
  /** The customer's zone, in which all times are written. */
  timezone: string;
  /** Who says so: `CENTER_NAME`. */
  centerName: string;
}

export interface Mail {
  subject: string;
  body: string;
}
