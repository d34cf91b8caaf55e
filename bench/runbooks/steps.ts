import type { WorkflowHandle } from "@temporalio/client";
import { millisecondsOf } from "../events.ts";

/** The cost of one run's steps, from the first one's schedule to the last one's end, from its history. */
export interface StepsTaken {
  millisecondsEach: number;
  eventsEach: number;
}

export async function stepsTaken(handle: WorkflowHandle, activity: string): Promise<StepsTaken> {
  const { events } = await handle.fetchHistory();
  const all = events ?? [];
  const ordered = all.filter(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity,
  );
  const orders = new Set(ordered.map(({ eventId }) => String(eventId)));
  const last = all.findLast((event) =>
    orders.has(String(event.activityTaskCompletedEventAttributes?.scheduledEventId)),
  );
  const [first] = ordered;
  if (first === undefined || last === undefined) throw new Error(`no ${activity} in ${handle.workflowId}`);
  return {
    millisecondsEach: (millisecondsOf(last) - millisecondsOf(first)) / ordered.length,
    eventsEach: (Number(last.eventId) - Number(first.eventId) + 1) / ordered.length,
  };
}
