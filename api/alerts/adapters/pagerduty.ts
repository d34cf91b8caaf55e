import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Alert, unknownNode } from "../../../domain/alerts/alert.ts";
import type { Level } from "../../../domain/alerts/level.ts";
import { type Adapter, readItem } from "./adapter.ts";
import { anything, atMost, name, optionalName } from "./fields.ts";

/** In characters, as PagerDuty counts; a longer one is cut, as PagerDuty does. */
const longestSummary = 1_024;
const severities = ["critical", "error", "warning", "info"] as const;
const levels: Record<(typeof severities)[number], Level> = {
  critical: "high",
  error: "high",
  warning: "middle",
  info: "low",
};

const payload = z.object({
  summary: z
    .string()
    .regex(/\S/, "must not be empty")
    .transform((text) => [...text.slice(0, 2 * longestSummary)].slice(0, longestSummary).join("")),
  source: name,
  severity: z.enum(severities),
  timestamp: anything,
  component: anything,
  group: optionalName,
  class: optionalName,
  custom_details: anything,
});
const dedupKey = atMost(255);
const surroundings = {
  client: anything,
  client_url: anything,
  links: anything,
  images: anything,
};

const trigger = z.object({
  event_action: z.literal("trigger"),
  dedup_key: dedupKey.nullish(),
  payload,
  ...surroundings,
});
const followUp = z.object({
  event_action: z.enum(["acknowledge", "resolve"]),
  dedup_key: dedupKey.regex(/\S/, "must not be empty"),
  /** Not needed, so no fault in it matters. */
  payload: anything,
  ...surroundings,
});
/** https://developer.pagerduty.com/docs/send-alert-event */
const event = z.discriminatedUnion("event_action", [trigger, followUp], {
  error: "expected trigger, acknowledge or resolve",
});
type Event = z.output<typeof event>;

const statuses = { trigger: "firing", acknowledge: "acknowledged", resolve: "recovered" } as const;

/** PagerDuty's Events API v2. Any tool that can post to PagerDuty can post to us. */
export const pagerduty: Adapter = {
  path: "/v2/enqueue",
  body: event,
  list: null,
  itemsIn: (body) => [body],
  read: (item) => {
    const read = readItem(event, item);
    return "data" in read ? { alert: toAlert(read.data) } : read;
  },
};

function toAlert(event: Event): Alert {
  const { event_action, dedup_key, client, client_url, links, images } = event;
  const given = event.event_action === "trigger" ? event.payload : usable(event.payload);
  const { summary, source, severity, timestamp, component, group, class: kind, custom_details } = given;
  return {
    status: statuses[event_action],
    // Only a trigger must name its node and alarm; the other events are matched by their key.
    node: source ?? unknownNode,
    alarm: kind ?? summary ?? "-",
    level: severity === undefined ? "middle" : levels[severity],
    system: group ?? null,
    value: null,
    log: null,
    key: dedup_key || randomUUID().replaceAll("-", ""),
    series: "",
    occurredAt: instantOf(timestamp),
    startedAt: null,
    eventKey: null,
    details: {
      summary,
      timestamp,
      component,
      class: kind,
      custom_details,
      client,
      client_url,
      links,
      images,
    },
  };
}

/** Reads the usable fields of an optional payload, one by one. */
function usable(given: unknown): Partial<z.output<typeof payload>> {
  if (typeof given !== "object" || given === null) return {};
  const fields = Object.entries(payload.shape).flatMap(([name, field]) => {
    const { success, data } = field.safeParse(given[name as keyof typeof given]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(fields);
}

/**
 * Reads a time with its zone, also as `+0000`, which PagerDuty's own examples write. An unreadable time must
 * not lose the alert.
 */
function instantOf(timestamp: unknown): Date | null {
  const zoned = typeof timestamp === "string" && /(Z|[+-]\d\d:?\d\d)$/i.test(timestamp);
  const at = zoned ? Date.parse(timestamp.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")) : Number.NaN;
  return at > 0 && at < Date.UTC(9999, 11, 31) ? new Date(at) : null;
}
