import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../../http/problemSchema.ts";

const sound = { "audio/wav": { schema: z.string().meta({ format: "binary" }) } };

export const recordingPaths: ZodOpenApiPathsObject = {
  "/api/recordings/{sid}": {
    get: {
      tags: ["incidents"],
      operationId: "recording",
      summary: "The sound of a recorded call, for operators and admins",
      description: "A part of it with `Range`. Every request is written to the audit log.",
      requestParams: {
        path: z.object({ sid: z.string().meta({ description: "`recordings[].id` of a call" }) }),
      },
      responses: {
        200: { description: "The sound", content: sound },
        206: { description: "The part that was asked for", content: sound },
        ...problems(401, 403, 404, 503),
      },
    },
  },
};
