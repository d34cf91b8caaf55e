/** The no-op activities. Each returns when it ran, in epoch milliseconds. */
export interface BareActivities {
  noop(): Promise<number>;
}

export const bareQueue = "bare";
/** A second queue, like the one for calls. */
export const bareSecondQueue = "bare-second";
export const bareWorkflow = "bare";
/** Activities one after the other, like the steps of a runbook's run. */
export const bareStepsWorkflow = "bareSteps";
