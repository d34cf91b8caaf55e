import type { AlertFacts } from "./facts.ts";

/** An alert for tests: web01 of the shop, at night in Tokyo. */
export function exampleFacts(change: Partial<AlertFacts> = {}): AlertFacts {
  return {
    event: "firing",
    incident: 1024,
    customer: { id: "acme", name: "株式会社アクメ" },
    system: { id: "shop", name: "ECサイト" },
    node: "web01",
    alarm: "HTTP",
    level: "high",
    value: "503",
    log: null,
    firstOccurredAt: new Date("2026-11-21T18:27:10Z"),
    detectedAt: new Date("2026-11-21T18:27:15Z"),
    saidAt: new Date("2026-11-21T18:27:15Z"),
    ...(change.event === "recovery" && { recoveredAt: new Date("2026-11-21T18:40:00Z") }),
    timezone: "Asia/Tokyo",
    centerName: "コントロールセンター",
    ...change,
  };
}
