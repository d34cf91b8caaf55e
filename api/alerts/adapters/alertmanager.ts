import type { Adapter } from "./adapter.ts";
import { labelledAlert, labelledReading, webhookOf } from "./labelledAlert.ts";

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export const alertmanager: Adapter = {
  path: "/intake/alertmanager",
  body: webhookOf(labelledAlert),
  ...labelledReading(),
};
