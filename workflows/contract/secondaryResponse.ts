import { defineSignal } from "@temporalio/workflow";

export const secondaryResponseWorkflow = "secondaryResponse";

/** A secondary response (R5.7). Its row already exists and says everything else. */
export interface SecondaryInput {
  secondary: number;
  incident: number;
  customer: string;
  customerName: string;
}

/** Its row has changed through the API: somebody answered or an operator acted. */
export const secondaryChanged = defineSignal<[]>("changed");

/** The answer to every update of a secondary response: its state now. */
export interface SecondaryStands {
  state: string;
}
