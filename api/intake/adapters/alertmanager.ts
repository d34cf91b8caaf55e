import { z } from "zod";
import { type Adapter, readBody } from "./adapter.ts";
import { labelledAlert, toAlert } from "./labelledAlert.ts";

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const webhook = z.object({ alerts: z.array(labelledAlert) });

export const alertmanager: Adapter = {
  path: "/intake/alertmanager",
  body: webhook,
  parse: (body) => readBody(webhook, body).alerts.map((alert) => toAlert(alert)),
};
