import type { Assigned } from "../../domain/incident/assigned.ts";
import type { OperatorCallsView } from "../../domain/operatorCalls/list.ts";

/** What people do to an incident, written down; each answers the name that stands on the timeline. */
export interface PeopleActivities {
  recordTake(fact: { incident: number; actor: Actor; from: string | null; at: number }): Promise<string>;
  recordNote(fact: { incident: number; actor: Actor; text: string; at: number }): Promise<string>;
  /** The name of whoever orders something that is written down elsewhere. */
  nameActor(fact: { actor: Actor; incident: number; at: number }): Promise<string>;
  /** Writes down that an operator sends something, before it is sent; answers who of them the customer does not have. */
  recordSending(fact: {
    incident: number;
    actor: Actor;
    step: string;
    channel: "mail" | "chat";
    /** Ids of contacts or chats. */
    to: string[];
    /** The operator's own words, null where the standard ones are sent; left out by runs of before. */
    said?: { subject: string | null; body: string | null };
    at: number;
  }): Promise<{ unknown: string[] }>;
  recordEscalation(fact: {
    incident: number;
    occurrence: number;
    rule: string;
    text: string;
    actor: Actor | null;
    operatorCalls: OperatorCallsView | null;
    /** Left out by runs of before. */
    version?: number;
    at: number;
  }): Promise<string>;
  /** Where the operators' list stands now; `text` is null where a call's own line says enough. */
  recordOperatorCalls(fact: {
    incident: number;
    operatorCalls: OperatorCallsView;
    version?: number;
    text: string | null;
    at: number;
  }): Promise<void>;
  /** Gives an incident in triage its rule, or its customer and with it a rule (R5.1a). */
  assignIncident(fact: {
    incident: number;
    actor: Actor;
    rule: string | null;
    customer: string | null;
    at: number;
  }): Promise<Assigned>;
}

/** Who says something, and the request it came by: a name is believed only where the API wrote that request down. */
export interface Actor {
  by: string;
  request: string | null;
}
