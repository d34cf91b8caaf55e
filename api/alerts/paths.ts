import { z } from "zod";
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import { adapters } from "./adapters/index.ts";

const summaries: Record<keyof typeof adapters, string> = {
  native: "Toban's own form: one alert, or several of which all or none are taken",
  alertmanager: "Webhook of Prometheus Alertmanager, version 4",
  grafana: "Webhook of Grafana's alerting",
  pagerduty: "PagerDuty Events API v2, for whatever speaks to PagerDuty",
};

const acceptedSchema = z
  .strictObject({
    accepted: z.array(z.strictObject({ alert: z.int() })).meta({
      description:
        "An id for each alert, in the order of the body. They are stored: nothing is lost from here on.",
    }),
  })
  .meta({ id: "Accepted" });

const pagerdutyAcceptedSchema = z
  .strictObject({ status: z.literal("success"), message: z.string(), dedup_key: z.string() })
  .meta({ id: "PagerDutyAccepted" });

const pagerdutyRefusalSchema = z
  .object({ status: z.string(), message: z.string(), errors: z.array(z.string()) })
  .meta({ id: "PagerDutyRefusal" });

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

const answers: ZodOpenApiResponsesObject = {
  202: { description: "Accepted", content: json(acceptedSchema) },
  ...problems(400, 401, 403, 413, 422, 503),
};

const pagerdutyAnswers: ZodOpenApiResponsesObject = {
  202: { description: "Accepted", content: json(pagerdutyAcceptedSchema) },
  400: {
    description: "Bad input, an unknown `routing_key`, or more than 512 KB",
    content: json(pagerdutyRefusalSchema),
  },
  503: { description: "Our fault or our load: try again after `Retry-After` seconds" },
};

const idempotencyKey = z.object({
  "Idempotency-Key": z.string().max(255).optional().meta({
    description: "The same key and body get the same answer and count once",
  }),
});

function operation(kind: keyof typeof adapters): ZodOpenApiOperationObject {
  const shared = { tags: ["intake"], operationId: `intake_${kind}`, summary: summaries[kind] };
  const { body } = adapters[kind];
  if (kind === "pagerduty") {
    const routed = z.object({ routing_key: z.string().meta({ description: "The source's key" }) }).and(body);
    const requestBody = { content: json(routed), required: true };
    return { ...shared, security: [], requestBody, responses: pagerdutyAnswers };
  }
  return {
    ...shared,
    security: [{ sourceKey: [] }, { sourceKeyInAddress: [] }],
    requestParams: { header: idempotencyKey },
    requestBody: { content: json(body), required: true },
    responses: answers,
  };
}

/** Every tool's address, with the schema that its adapter reads. */
export const intakePaths: ZodOpenApiPathsObject = Object.fromEntries(
  (Object.keys(adapters) as (keyof typeof adapters)[]).map((kind) => [
    adapters[kind].path,
    { post: operation(kind) },
  ]),
);
