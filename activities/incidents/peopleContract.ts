import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import type { Assigned } from "../../domain/incidents/assigned.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";

type Begun = Extract<TimelineEvent, { event: "escalation.begun" }>;

/** What people do to an incident, written down; each answers the name that stands on the timeline. */
export interface PeopleActivities {
  recordTake(fact: { incident: number; actor: SaidBy; from: string | null; at: number }): Promise<string>;
  recordNote(fact: { incident: number; actor: SaidBy; text: string; at: number }): Promise<string>;
  /** The timeline's name for a person whose order is recorded elsewhere. */
  nameActor(fact: { actor: SaidBy; incident: number; at: number }): Promise<string>;
  /** Records what an operator is about to send; returns the recipients that the customer does not have. */
  recordSending(fact: {
    incident: number;
    actor: SaidBy;
    step: string;
    channel: "mail" | "chat";
    /** Ids of contacts or chats. */
    to: string[];
    /** The operator's own text, null for the standard one. */
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
  /** Where the operators' list stands now; `event` is null where a call's own line says enough. */
  recordOperatorCalls(fact: {
    incident: number;
    operatorCalls: OperatorCallsView;
    version: number;
    event: TimelineEvent | null;
    at: number;
  }): Promise<void>;
  /** Gives an incident in triage its rule, or its customer and with it a rule (R5.1a). */
  assignIncident(fact: {
    incident: number;
    actor: SaidBy;
    rule: string | null;
    customer: string | null;
    at: number;
  }): Promise<Assigned>;
}
