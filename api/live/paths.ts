import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import { changedIncidentsSchema, tickSchema } from "../incidents/board/schemas.ts";
import { eventsParameters } from "./router.ts";

const event = (name: string, data: z.ZodType) => z.strictObject({ event: z.literal(name), data });

export const livePaths: ZodOpenApiPathsObject = {
  "/api/events": {
    get: {
      tags: ["incidents"],
      operationId: "events",
      summary: "Changes, as they happen",
      description: [
        "Server-sent events. `incidents`: rows of the board that changed, closed ones too; a row may come twice,",
        "but none is left out. `tick`: the server's time, every 10 s. `reset`: too much has changed, read `/api/board`",
        "again. After a break, continue with `Last-Event-ID`.",
      ].join(" "),
      requestParams: { query: eventsParameters },
      responses: {
        200: {
          description: "Events, until either side ends it",
          content: {
            "text/event-stream": {
              schema: z.union([
                event("incidents", changedIncidentsSchema),
                event("tick", tickSchema),
                event("reset", z.strictObject({})),
              ]),
            },
          },
        },
        ...problems(400, 401, 503),
      },
    },
  },
};
