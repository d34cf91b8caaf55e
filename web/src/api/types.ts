/** What the API answers: the types of its own schemas, so that neither side changes alone. */
import type { z } from "zod";
import type { meSchema } from "../../../api/people/schemas.ts";

export type { Board, BoardRow, ChangedIncidents, Tick } from "../../../api/board/schemas.ts";
export type { IncidentAnswer, IncidentSummary } from "../../../api/incidents/schemas.ts";

export type Me = z.infer<typeof meSchema>;
