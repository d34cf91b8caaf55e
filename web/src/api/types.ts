/** What the API answers: the types of its own schemas, so that neither side changes alone. */
import type { z } from "zod";
import type { Desk, dispatchContentSchema, Queue, rawAlertSchema } from "../../../api/desk/schemas.ts";
import type { IncidentAnswer } from "../../../api/incidents/schemas.ts";
import type { meSchema } from "../../../api/people/schemas.ts";

export type { ActionPath } from "../../../api/actions/schemas.ts";
export type { Board, BoardRow, ChangedIncidents, Tick } from "../../../api/board/schemas.ts";
export type { Desk, Queue } from "../../../api/desk/schemas.ts";
export type { IncidentAnswer } from "../../../api/incidents/schemas.ts";

export type Me = z.infer<typeof meSchema>;

export type AlertEntry = IncidentAnswer["alerts"][number];
export type CallEntry = IncidentAnswer["calls"][number];
export type Callback = IncidentAnswer["callbacks"][number];
export type DispatchEntry = IncidentAnswer["dispatches"][number];
export type TimelineEntry = IncidentAnswer["timeline"][number];
export type RawAlert = z.infer<typeof rawAlertSchema>;
export type DispatchContent = z.infer<typeof dispatchContentSchema>;
export type DeskAction = Desk["actions"][number];
export type Contact = Desk["contacts"][number];
export type QueueEntry = Queue["entries"][number];
