import { z } from "zod";
import type { Alert } from "../../../domain/alerts/alert.ts";
import { levels } from "../../../domain/alerts/level.ts";
import { type Adapter, readItem } from "./adapter.ts";
import { details, instant, log, name, optionalName, value } from "./fields.ts";

const nativeAlert = z.object({
  node: name,
  alarm: name,
  status: z.enum(["firing", "recovered"]),
  /** A sender that names no level gets neither the highest nor the lowest attention. */
  level: z.enum(levels).nullish(),
  system: optionalName,
  value,
  log,
  key: optionalName,
  occurredAt: instant,
  details: details.nullish(),
});

const nativeAlerts = z.array(nativeAlert);

/** Our own form, for scripts and agents: one alert or several, stored all or none. */
export const native: Adapter = {
  path: "/intake/alerts",
  body: z.union([nativeAlert, nativeAlerts]),
  list: null,
  itemsIn: (body) => [body],
  read: (item) => {
    const read = readItem(nativeAlert, item);
    return "data" in read ? { alert: toAlert(read.data) } : read;
  },
};

function toAlert({ level, details, ...given }: z.output<typeof nativeAlert>): Alert {
  return {
    ...given,
    level: level ?? "middle",
    series: "",
    startedAt: null,
    eventKey: null,
    details: details ?? {},
  };
}
