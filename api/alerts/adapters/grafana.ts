import type { Adapter } from "./adapter.ts";
import { anything } from "./fields.ts";
import { labelledAlert, labelledReading, webhookOf } from "./labelledAlert.ts";

/** The fields that Grafana adds to Alertmanager's form, for people to read and links to follow. */
const additions = {
  dashboardURL: anything,
  panelURL: anything,
  silenceURL: anything,
  imageURL: anything,
  values: anything,
  valueString: anything,
};

/** https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/ */
export const grafana: Adapter = {
  path: "/intake/grafana",
  body: webhookOf(labelledAlert.extend(additions)),
  ...labelledReading(Object.keys(additions)),
};
