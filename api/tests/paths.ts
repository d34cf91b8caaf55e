import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { partParameters } from "../http/parameters.ts";
import { problems } from "../http/problemSchema.ts";
import { operationTestPageSchema, operationTestRequestSchema, operationTestSchema } from "./schemas.ts";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const customer = z.string().meta({ description: "The customer's id", example: "acme" });
const test = z.int().min(1).meta({ description: "The test's number" });
const answer = (description: string) => ({ description, content: json(operationTestSchema) });

export const operationTestPaths: ZodOpenApiPathsObject = {
  "/api/customers/{customer}/operation-tests": {
    get: {
      tags: ["operation tests"],
      operationId: "operationTests",
      summary: "A customer's operation tests, newest first",
      requestParams: { path: z.object({ customer }), query: partParameters },
      responses: {
        200: { description: "One page", content: json(operationTestPageSchema) },
        ...problems(400, 401, 403, 404, 503),
      },
    },
    post: {
      tags: ["operation tests"],
      operationId: "beginOperationTest",
      summary: "Tests mail, chat and telephone over the real lists",
      description:
        "Everything is sent at once and says that it is a test. The telephone calls everyone once, one after the other. No incident is opened, and skip intervals are not affected.",
      requestParams: { path: z.object({ customer }) },
      requestBody: { content: json(operationTestRequestSchema) },
      responses: {
        201: answer("The test, which has begun"),
        ...problems(400, 401, 403, 404, 409, 422, 503),
      },
    },
  },
  "/api/operation-tests/{test}": {
    get: {
      tags: ["operation tests"],
      operationId: "operationTest",
      summary: "An operation test with its result: who was reached, how long each step took",
      requestParams: { path: z.object({ test }) },
      responses: { 200: answer("The test"), ...problems(400, 401, 403, 404, 503) },
    },
  },
  "/api/operation-tests/{test}/abort": {
    post: {
      tags: ["operation tests"],
      operationId: "abortOperationTest",
      summary: "Ends a test: nobody else is called",
      description: "A phone that only rings stops ringing; a conversation ends by itself.",
      requestParams: { path: z.object({ test }) },
      responses: { 200: answer("The test"), ...problems(400, 401, 403, 404, 409, 422, 503) },
    },
  },
};
