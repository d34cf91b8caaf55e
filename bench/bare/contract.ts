/** The no-op activities; each says when it ran, in epoch milliseconds. */
export interface BareActivities {
  noop(): Promise<number>;
}

export const bareQueue = "bare";
/** The second queue, as calls have one. */
export const bareSecondQueue = "bare-second";
export const bareWorkflow = "bare";
/** Activities one after the other, as a run of a runbook does its steps. */
export const bareStepsWorkflow = "bareSteps";
