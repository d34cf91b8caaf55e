import { defineUpdate } from "@temporalio/workflow";
import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { Said } from "../../domain/incidents/people.ts";

/** What people say; `by` is filled in by the API from the login. */
export type Acknowledge = Said;

export interface Take extends Said {
  /** Whom it is taken over from. */
  from?: string;
}

export interface RecordNote extends Said {
  text: string;
}

export interface SendMail extends Said {
  /** Contact ids. */
  to: string[];
  /** Left out: the standard text. */
  subject?: string;
  body?: string;
}

export interface SendChat extends Said {
  /** Ids of chat destinations. */
  to: string[];
  text?: string;
}

export interface PlaceCall extends Said {
  contact: string;
  /** The operator's own telephone, rung first, E.164. */
  operatorPhone: string;
}

export interface RecordCallResult extends Said {
  contact: string;
  result: CallResult;
  note?: string;
  /** When a call by hand was made, epoch milliseconds; left out: now. */
  placedAt?: number;
}

export interface StartRunbook extends Said {
  runbook: string;
  /** `web01` or `shop/web01`; left out: the one that the incident's system and node name. */
  target?: string;
  /** Left out: those of the rule, where it names this runbook. */
  with?: Record<string, unknown>;
}

export interface AbortRunbook extends Said {
  reason?: string;
}

/** An operator's decision, or whether what is to be done by hand was done. */
export interface AnswerRunbook extends Said {
  run: string;
  /** The step's place in the tree, as the run's steps show it. */
  path: string;
  answer: "yes" | "no";
  note?: string;
}

export interface Escalate extends Said {
  reason?: string;
}

/** A rule of its customer, or its customer if nobody knows whose it is. */
export interface Assign extends Said {
  rule?: string;
  customer?: string;
}

export interface Resolve extends Said {
  reason: string;
}

export const acknowledge = defineUpdate<{ acknowledgedBy: string; changed: boolean }, [Acknowledge]>(
  "acknowledge",
);

export const take = defineUpdate<{ takenBy: string }, [Take]>("take");

export const recordNote = defineUpdate<{ recorded: true }, [RecordNote]>("recordNote");

export const sendMail = defineUpdate<Sent, [SendMail]>("sendMail");

export const sendChat = defineUpdate<Sent, [SendChat]>("sendChat");

export const placeCall = defineUpdate<{ call: string }, [PlaceCall]>("placeCall");

export const recordCallResult = defineUpdate<{ operatorCalls: OperatorCallsView | null }, [RecordCallResult]>(
  "recordCallResult",
);

export const startRunbook = defineUpdate<{ run: string }, [StartRunbook]>("startRunbook");

export const abortRunbook = defineUpdate<{ aborted: number }, [AbortRunbook]>("abortRunbook");

export const answerRunbook = defineUpdate<{ answered: true }, [AnswerRunbook]>("answerRunbook");

export const escalate = defineUpdate<{ operatorCalls: OperatorCallsView | null }, [Escalate]>("escalate");

export const assign = defineUpdate<{ rule: string | null; customer: string | null }, [Assign]>("assign");

export const resolve = defineUpdate<{ resolvedBy: string }, [Resolve]>("resolve");

/** The result of what an operator sent; `pending`: still being tried. */
export interface Sent {
  sent: number;
  refused: number;
  pending: boolean;
}
