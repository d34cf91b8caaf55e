import { defineSignal } from "@temporalio/workflow";

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

/** What every update of a secondary response answers: how it stands now. */
export interface SecondaryStands {
  state: string;
}
