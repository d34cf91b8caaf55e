import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../../http/problemSchema.ts";
import { boardSchema } from "./schemas.ts";

export const boardPaths: ZodOpenApiPathsObject = {
  "/api/board": {
    get: {
      tags: ["incidents"],
      operationId: "board",
      summary: "All open incidents, what is due next first",
      description: "Later changes come from `/api/events`.",
      responses: {
        200: { description: "The board", content: { "application/json": { schema: boardSchema } } },
        ...problems(400, 401, 503),
      },
    },
  },
};
