import { type Level, levels } from "../../../domain/alerts/level.ts";

/** What a person wants to hear and see of new incidents, on this terminal. */
export interface AlertSettings {
  sound: Record<Level, boolean>;
  notification: Record<Level, boolean>;
  /** When the first response is nearly due. */
  nearlyDue: boolean;
  /** Each minute, until somebody takes it. */
  repeat: boolean;
}

const remembered = "toban-alerts";

const standard: AlertSettings = {
  sound: { low: false, middle: true, high: true },
  notification: { low: false, middle: false, high: false },
  nearlyDue: true,
  repeat: false,
};

/** Missing or broken settings, e.g. of an older console, get the defaults. */
export function readSettings(stored: string | null): AlertSettings {
  const given = parsed(stored);
  const flag = (value: unknown, otherwise: boolean): boolean =>
    typeof value === "boolean" ? value : otherwise;
  const perLevel = (value: unknown, otherwise: Record<Level, boolean>): Record<Level, boolean> => {
    const flags = (value ?? {}) as Record<string, unknown>;
    return Object.fromEntries(levels.map((level) => [level, flag(flags[level], otherwise[level])])) as Record<
      Level,
      boolean
    >;
  };
  return {
    sound: perLevel(given.sound, standard.sound),
    notification: perLevel(given.notification, standard.notification),
    nearlyDue: flag(given.nearlyDue, standard.nearlyDue),
    repeat: flag(given.repeat, standard.repeat),
  };
}

function parsed(stored: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export const alertSettings = (): AlertSettings => readSettings(localStorage.getItem(remembered));

export const keepSettings = (settings: AlertSettings): void =>
  localStorage.setItem(remembered, JSON.stringify(settings));
