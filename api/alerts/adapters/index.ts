import type { SourceKind } from "../../../domain/alerts/alert.ts";
import type { Adapter } from "./adapter.ts";
import { alertmanager } from "./alertmanager.ts";
import { grafana } from "./grafana.ts";
import { native } from "./native.ts";
import { pagerduty } from "./pagerduty.ts";

/** The tools we understand. A new one needs its own file and a line here. */
export const adapters = { native, alertmanager, grafana, pagerduty } as const satisfies Partial<
  Record<SourceKind, Adapter>
>;
