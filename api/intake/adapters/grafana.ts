import { z } from "zod";
import { type Adapter, readBody } from "./adapter.ts";
import { anything } from "./fields.ts";
import { labelledAlert, toAlert } from "./labelledAlert.ts";

/** What Grafana adds to Alertmanager's form, for people to read and to follow. */
const additions = {
  dashboardURL: anything,
  panelURL: anything,
  silenceURL: anything,
  imageURL: anything,
  values: anything,
  valueString: anything,
};

/** https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/ */
const webhook = z.object({ alerts: z.array(labelledAlert.extend(additions)) });

export const grafana: Adapter = {
  path: "/intake/grafana",
  body: webhook,
  parse: (body) =>
    readBody(webhook, body).alerts.map((alert) => {
      const { dashboardURL, panelURL, silenceURL, imageURL, values, valueString } = alert;
      return toAlert(alert, { dashboardURL, panelURL, silenceURL, imageURL, values, valueString });
    }),
};
