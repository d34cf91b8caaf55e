import { defineSearchAttributeKey } from "@temporalio/common";
import { defineSignal, defineUpdate } from "@temporalio/workflow";
import type { Handling } from "../domain/incident/handling.ts";
import type { Said } from "../domain/incident/people.ts";
import type { AlertMessage, IncidentMemory } from "../domain/incident/state.ts";
import type { Level } from "../domain/level.ts";
import type { OperatorCallsView } from "../domain/operatorCalls/list.ts";
import type { CallResult } from "../domain/operatorCalls/result.ts";
import type { Plan } from "../domain/plan.ts";
import type { RunState } from "../domain/runbook/story.ts";
import type { Runbook } from "../domain/runbook/tree.ts";

/** Workflows and quick activities share a queue, so that the first act begins eagerly. */
export const engineQueue = "engine";
/** What reaches targets: long, heartbeating, and never in the way of anything else. */
export const remoteQueue = "remote";
/** Paced to the provider's calls per second; only placing a call waits here. */
export const telephonyQueue = "telephony";

export const incidentWorkflow = "incident";

/** Everything an incident needs from outside, read once as it opens. Times are epoch milliseconds. */
export interface IncidentOpening {
  number: number;
  customer: string | null;
  source: string;
  system: string | null;
  node: string;
  alarm: string;
  level: Level;
  plan: Plan | null;
  handling: Handling;
  detectedAt: number;
  sloWarningMinutes: number;
  /** The row of the first ring of the rule's call list, where it was claimed as the incident opened. */
  firstCall?: string | null;
}

/** What is told when an alert is relayed; the first alert of an incident brings the opening along. */
export interface AlertSignal {
  alert: AlertMessage;
  opening: IncidentOpening | null;
}

export interface SloMemory {
  detectedAt: number;
  responded: boolean;
  warned: boolean;
  breached: boolean;
}

/** What an incident carries when it continues as new. */
export interface CarriedIncident {
  memory: IncidentMemory;
  handling: Handling;
  slo: SloMemory;
  waiting: AlertSignal[];
}

export interface IncidentInput {
  opening: IncidentOpening;
  carried: CarriedIncident | null;
}

/** A fact of the telephone: the call's row and its facts are stored already. */
export interface KeyPressed {
  incident: number;
  call: string;
  digit: string;
  /** 1, and nobody had it before. */
  wins: boolean;
  /** Who pressed it, as the timeline names people. */
  by: string;
  at: number;
  /** What the incident was when it was pressed: a 1 covers this occurrence up to this level. */
  occurrence: number;
  level: Level;
}

export interface CallEnded {
  incident: number;
  call: string;
}

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

/** A rule of its customer, or whose it is where nobody knows. */
export interface Assign extends Said {
  rule?: string;
  customer?: string;
}

export interface Resolve extends Said {
  reason: string;
}

export const alertReceived = defineSignal<[AlertSignal]>("alertReceived");
export const keyPressed = defineSignal<[KeyPressed]>("keyPressed");
export const callEnded = defineSignal<[CallEnded]>("callEnded");
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

/** What became of telling people by an operator; `pending` is still being tried. */
export interface Sent {
  sent: number;
  refused: number;
  pending: boolean;
}

export const searchAttributes = {
  customer: defineSearchAttributeKey("Customer", "KEYWORD"),
  system: defineSearchAttributeKey("System", "KEYWORD"),
  node: defineSearchAttributeKey("Node", "KEYWORD"),
  alarm: defineSearchAttributeKey("Alarm", "KEYWORD"),
  level: defineSearchAttributeKey("Level", "KEYWORD"),
  plan: defineSearchAttributeKey("Plan", "KEYWORD"),
  state: defineSearchAttributeKey("IncidentState", "KEYWORD"),
  deadline: defineSearchAttributeKey("SloDeadline", "DATETIME"),
  acknowledged: defineSearchAttributeKey("Acknowledged", "BOOL"),
};

export const operationTestWorkflow = "operationTest";

/** An operation test (R2.7.3): its rows are written already, and everything here is an id of one of them. */
export interface OperationTestInput {
  test: number;
  customer: string;
  customerName: string;
  mails: TestStep[];
  chats: TestStep[];
  /** Rung once each, in this order. */
  calls: TestStep[];
  ringSeconds: number;
}

export interface TestStep {
  step: string;
  /** Contact or chat, by its id in the file. */
  recipient: string;
}

export const testCallEnded = defineSignal<[{ step: string }]>("testCallEnded");
export const testAborted = defineSignal<[{ by: string }]>("testAborted");

export const runbookRunWorkflow = "runbookRun";

/** One run of a runbook on one target; its row stands already, and the tree is pinned here. */
export interface RunbookRunInput {
  /** The row's id. */
  run: string;
  incident: number;
  customer: string;
  system: string;
  target: string;
  /** Filled. */
  runbook: Runbook;
  priority: { priorityKey: number; fairnessKey: string };
}

/** How a run ended, for whoever began it. */
export interface RunbookRunEnd {
  state: RunState;
  /** One sentence for people: what was tried, what was seen. */
  summary: string;
  /** Something on the target answered: a first response was made (R3.1a). */
  reached: boolean;
}

/** The alert has recovered, or fires again. */
export const alertChanged = defineSignal<[{ firing: boolean }]>("alertChanged");
/** From its incident, whose update was checked already. */
export const runToEnd = defineSignal<[EndRun]>("runToEnd");
export const stepAnswered = defineSignal<[AnswerStep]>("stepAnswered");
/** By whoever looks at the run itself in the Temporal UI. */
export const abortRun = defineUpdate<{ aborted: true }, [AbortRun]>("abort");
export const answerStep = defineUpdate<{ answered: true }, [AnswerStep]>("answer");

export interface AbortRun extends Said {
  reason?: string;
}

export interface EndRun {
  by: string;
  request: string | null;
  reason: string | null;
}

/** An operator's decision on a step that asks, or whether what is to be done by hand was done. */
export interface AnswerStep extends Said {
  /** The step's place in the tree, as the run's steps show it. */
  path: string;
  answer: "yes" | "no";
  note?: string;
  /** The request it came by; left out: from the Temporal UI. */
  request?: string;
}

export const secondaryResponseWorkflow = "secondaryResponse";

/** A secondary response (R5.7): its row stands already and says everything else. */
export interface SecondaryInput {
  secondary: number;
  incident: number;
  customer: string;
  customerName: string;
}

/** Its row has changed: somebody answered, or an operator did something, by the API. */
export const secondaryChanged = defineSignal<[]>("changed");

/** A phone agreement that somebody writes down; `name`: who of the customer answered. */
export interface RecordAnswer extends Said {
  name: string;
  note?: string;
}

export interface RecordStep extends Said {
  /** From 1. */
  step: number;
  done: boolean;
  note?: string;
}

/** Times are ISO 8601: people type them. */
export interface RecordVendor extends Said {
  ticket?: string;
  nextAt?: string;
  answer?: string;
}

/** What every update of a secondary response answers: how it stands now. */
export interface SecondaryStands {
  state: string;
}

export const approveSecondary = defineUpdate<SecondaryStands, [RecordAnswer]>("approve");
export const declineSecondary = defineUpdate<SecondaryStands, [RecordAnswer]>("decline");
export const scheduleSecondary = defineUpdate<SecondaryStands, [Said & { at: string }]>("schedule");
export const beginSecondary = defineUpdate<SecondaryStands, [Said & { agreedBy?: string }]>("begin");
export const abortSecondary = defineUpdate<SecondaryStands, [Said & { reason?: string }]>("abort");
export const recordSecondaryStep = defineUpdate<SecondaryStands, [RecordStep]>("recordStep");
export const recordSecondaryVendor = defineUpdate<SecondaryStands, [RecordVendor]>("recordVendor");
export const reportSecondary = defineUpdate<SecondaryStands, [Said & { body?: string }]>("report");
export const withdrawSecondary = defineUpdate<SecondaryStands, [Said & { reason: string }]>("withdraw");
export const closeSecondary = defineUpdate<SecondaryStands, [Said & { note?: string }]>("close");
export const targetTurnsWorkflow = "targetTurns";

/** Whose turn it is on one target: runs by the ids of their workflows. */
export interface TargetTurnsInput {
  waiting: string[];
}

export const turnWanted = defineSignal<[{ run: string }]>("turnWanted");
export const turnOver = defineSignal<[{ run: string }]>("turnOver");
export const turnCame = defineSignal<[]>("turnCame");
