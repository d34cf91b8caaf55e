import { z } from "zod";
import type { ZodOpenApiResponsesObject } from "zod-openapi";

export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "What went wrong, for programs", example: "not_found" }),
    detail: z.string().optional().meta({ description: "What went wrong, for people" }),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Each fault of the input, by the field's path" }),
  })
  .meta({ id: "Problem", description: "RFC 9457" });

const meanings = {
  400: "Bad input: `errors` names each field",
  401: "No valid token or key",
  403: "Not allowed",
  404: "There is none, or it is another customer's",
  409: "The state does not allow it: `code` and `detail` say why, and who was first",
  413: "The body is too large",
  422: "The Idempotency-Key was used with another body",
  429: "Too many attempts: try again after `Retry-After` seconds",
  503: "Our fault or our load: try again after `Retry-After` seconds",
} as const;

/** The refusals of a route by status, all problems of RFC 9457. */
export function problems(...statuses: (keyof typeof meanings)[]): ZodOpenApiResponsesObject {
  const response = (status: keyof typeof meanings) => ({
    description: meanings[status],
    content: { "application/problem+json": { schema: problemSchema } },
  });
  return Object.fromEntries(statuses.map((status) => [`${status}`, response(status)]));
}
