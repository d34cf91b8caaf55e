import { type Handling, nothing } from "./handling.ts";
import type { AlertMessage } from "./state.ts";

/** Midnight of an ordinary day; tests count minutes from it. */
export const midnight = Date.UTC(2026, 10, 22);
export const atMinute = (minutes: number): number => midnight + minutes * 60_000;

type Said = Partial<AlertMessage>;

/**
 * Makes the alerts of one incident in the order of their arrival; fields that a test leaves out have ordinary values.
 */
export function alertsOfOneIncident() {
  let sequence = 0;
  const say = (status: AlertMessage["status"], said: Said): AlertMessage => {
    sequence += 1;
    return {
      incident: 1,
      sequence,
      alert: 100 + sequence,
      status,
      level: "middle",
      series: "",
      occurredAt: null,
      startedAt: null,
      acceptedAt: atMinute(sequence),
      handling: null,
      ...said,
    };
  };
  return {
    fires: (said: Said = {}) => say("firing", said),
    recovers: (said: Said = {}) => say("recovered", said),
    isAcknowledged: (said: Said = {}) => say("acknowledged", said),
  };
}

/** What a rule orders: only what the test names. */
export const handlingNamed = (rule: string | null, orders: Partial<Handling> = {}): Handling => ({
  ...nothing,
  rule,
  ...orders,
});
