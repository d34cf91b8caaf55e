import { z } from "zod";
import { dueKinds } from "../../../domain/incidents/board/due.ts";
import { incidentSummarySchema, instant } from "../schemas.ts";

const dueSchema = z
  .strictObject({
    at: instant.nullable().meta({ description: "null while no deadline runs" }),
    what: z.enum(dueKinds),
  })
  .meta({ id: "Due", description: "What a person must do next, and by when" });

const boardRowSchema = incidentSummarySchema
  .extend({
    customerName: z.string().nullable(),
    attention: z.string().nullable().meta({
      description: "Why operators should look at it, as long as the reason holds; null if they need not",
      example: "nobody-told",
    }),
    due: dueSchema,
  })
  .meta({ id: "BoardRow", description: "An incident as the board shows it" });

const cursor = z.string().meta({ description: "For `since` of `/api/events`", example: "74211" });

export const boardSchema = z.strictObject({
  at: instant.meta({ description: "The server's time" }),
  cursor,
  incidents: z.array(boardRowSchema),
});

/** `data` of the event `incidents`. */
export const changedIncidentsSchema = z.strictObject({ incidents: z.array(boardRowSchema) });
/** `data` of the event `tick`. */
export const tickSchema = z.strictObject({ at: instant });

export type Board = z.infer<typeof boardSchema>;
export type BoardRow = z.infer<typeof boardRowSchema>;
export type ChangedIncidents = z.infer<typeof changedIncidentsSchema>;
export type Tick = z.infer<typeof tickSchema>;
