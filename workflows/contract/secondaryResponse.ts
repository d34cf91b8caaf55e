import { defineSignal, defineUpdate } from "@temporalio/workflow";
import type { Said } from "../../domain/incidents/people.ts";

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
