import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import type { Assigned } from "../../domain/incidents/assigned.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";

type Begun = Extract<TimelineEvent, { event: "escalation.begun" }>;

/** Records what people do to an incident; each returns the name shown on the timeline. */
export interface PeopleActivities {
  recordTake(fact: { incident: number; actor: SaidBy; from: string | null; at: number }): Promise<string>;
  recordNote(fact: { incident: number; actor: SaidBy; text: string; at: number }): Promise<string>;
  /** Returns the timeline's name for a person whose order is recorded elsewhere. */
  nameActor(fact: { actor: SaidBy; incident: number; at: number }): Promise<string>;
  /** Records what an operator is about to send; returns recipients that the customer does not have. */
  recordSending(fact: {
    incident: number;
    actor: SaidBy;
    step: string;
    channel: "mail" | "chat";
    /** Ids of contacts or chats. */
    to: string[];
    /** The operator's own text; null: the standard text. */
    said: { subject: string | null; body: string | null };
    at: number;
  }): Promise<{ unknown: string[] }>;
  recordEscalation(fact: {
    incident: number;
    occurrence: number;
    event: Begun;
    actor: SaidBy | null;
    operatorCalls: OperatorCallsView | null;
    version: number;
    at: number;
  }): Promise<string>;
  /** Records the progress of the operators' list. `event`: null if the call's own line says enough. */
  recordOperatorCalls(fact: {
    incident: number;
    operatorCalls: OperatorCallsView;
    version: number;
    event: TimelineEvent | null;
    at: number;
  }): Promise<void>;
  /** Assigns an incident in triage its rule, or its customer together with a rule (R5.1a). */
  assignIncident(fact: {
    incident: number;
    actor: SaidBy;
    rule: string | null;
    customer: string | null;
    at: number;
  }): Promise<Assigned>;
}
