import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import { companyEndpoint, type LoginEndpoint, loginEndpoints } from "./endpoints.ts";
import { loginAnswerSchema, methodsSchema } from "./schemas.ts";

const tags = ["login"];

const operation = ({ path, summary, body }: LoginEndpoint): ZodOpenApiPathsObject => ({
  [`/api/auth${path}`]: {
    post: {
      tags,
      operationId: `login${path.replaceAll(/\W+/g, "_")}`,
      summary,
      security: [],
      requestBody: { content: { "application/json": { schema: body } }, required: true },
      responses: {
        200: {
          description: "Done; from here on the cookies identify the person",
          content: { "application/json": { schema: loginAnswerSchema } },
        },
        ...problems(400, 401, 403, 429, 503),
      },
    },
  },
});

/** The company's login exists only if it is configured. */
export const authPaths: ZodOpenApiPathsObject = {
  "/api/auth/methods": {
    get: {
      tags,
      operationId: "loginMethods",
      summary: "The ways to log in",
      security: [],
      responses: {
        200: { description: "The ways", content: { "application/json": { schema: methodsSchema } } },
        ...problems(503),
      },
    },
  },
  ...Object.assign({}, ...[...loginEndpoints, companyEndpoint].map(operation)),
  "/api/auth/callback/oidc": {
    get: {
      tags,
      operationId: "loginCallback",
      summary: "The address to which the company's login sends people back",
      security: [],
      responses: {
        302: { description: "To the console, or to its login page with `error`" },
        ...problems(503),
      },
    },
  },
};
