import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../openapi/problem.ts";
import { meSchema } from "./schemas.ts";

export const peoplePaths: ZodOpenApiPathsObject = {
  "/api/me": {
    get: {
      tags: ["people"],
      operationId: "me",
      summary: "Whose token this is",
      responses: {
        200: { description: "The person", content: { "application/json": { schema: meSchema } } },
        ...problems(401, 503),
      },
    },
  },
};
