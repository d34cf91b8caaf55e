import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import { customerListSchema, customerSchema, dryRunRequestSchema, dryRunSchema } from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const customer = z.string().meta({ description: "The customer's id", example: "acme" });

export const customerPaths: ZodOpenApiPathsObject = {
  "/api/customers": {
    get: {
      tags: ["customers"],
      operationId: "customers",
      summary: "All customers under contract",
      responses: {
        200: { description: "By id", content: json(customerListSchema) },
        ...problems(400, 401, 403, 503),
      },
    },
  },
  "/api/customers/{customer}": {
    get: {
      tags: ["customers"],
      operationId: "customer",
      summary: "A customer's contacts, systems and rules in force, and what the last import changed",
      requestParams: { path: z.object({ customer }) },
      responses: {
        200: { description: "The customer", content: json(customerSchema) },
        ...problems(400, 401, 403, 404, 503),
      },
    },
  },
  "/api/customers/{customer}/dry-run": {
    post: {
      tags: ["customers"],
      operationId: "dryRun",
      summary: "Who would be called if this alert came",
      description:
        "Decided by the engine's own rules, with the skip intervals of this moment. Nobody is told.",
      requestParams: { path: z.object({ customer }) },
      requestBody: { content: json(dryRunRequestSchema) },
      responses: {
        200: { description: "Each decision with its reason", content: json(dryRunSchema) },
        ...problems(400, 401, 403, 404, 422, 503),
      },
    },
  },
};
