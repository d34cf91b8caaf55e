/** What the API answers: the types of its own schemas, so that neither side changes alone. */
import type { z } from "zod";
import type { Desk, dispatchContentSchema, Queue, rawAlertSchema } from "../../../api/desk/schemas.ts";
import type { IncidentAnswer as Answered } from "../../../api/incidents/schemas.ts";
import type { meSchema } from "../../../api/people/schemas.ts";
import type { OperatorCallsView } from "../../../domain/operatorCalls/list.ts";
import type { CallResult } from "../../../domain/operatorCalls/result.ts";

export type { ActionPath } from "../../../api/actions/schemas.ts";
export type { Desk, Queue } from "../../../api/desk/schemas.ts";
export type { IncidentSummary } from "../../../api/incidents/schemas.ts";

export type Me = z.infer<typeof meSchema>;

/** One ring, with what operators know of it beyond the contract's fields. */
export type CallEntry = Answered["calls"][number] & {
  id: string;
  result?: CallResult | null;
  resultBy?: string | null;
  resultNote?: string | null;
  calledBy?: string | null;
  /** For operators alone. */
  recordings?: readonly { id: string; seconds: number | null; recordedAt: string }[];
};

export type IncidentAnswer = Omit<Answered, "calls" | "operatorCalls"> & {
  calls: CallEntry[];
  operatorCalls: OperatorCallsView | null;
};

export type AlertEntry = IncidentAnswer["alerts"][number];
export type DispatchEntry = IncidentAnswer["dispatches"][number];
export type TimelineEntry = IncidentAnswer["timeline"][number];
export type RawAlert = z.infer<typeof rawAlertSchema>;
export type DispatchContent = z.infer<typeof dispatchContentSchema>;
export type DeskAction = Desk["actions"][number];
export type Contact = Desk["contacts"][number];
export type QueueEntry = Queue["entries"][number];
