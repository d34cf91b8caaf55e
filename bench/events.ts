import type { Client, WorkflowHandle } from "@temporalio/client";
import type { Person } from "./customers.ts";

export type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle["fetchHistory"]>>["events"]>[number];

/** What Temporal recorded of the incident of this person's alert; empty if none has begun. */
export async function eventsOf(client: Client, { customer, node }: Person): Promise<HistoryEvent[]> {
  const query = `Customer = "${customer}" AND Node = "${node}"`;
  const { value: execution } = await client.workflow.list({ query })[Symbol.asyncIterator]().next();
  if (execution === undefined) return [];
  const { events } = await client.workflow.getHandle(execution.workflowId, execution.runId).fetchHistory();
  return events ?? [];
}

/** When it happened, in epoch milliseconds; NaN if it did not. */
export const millisecondsOf = (event: HistoryEvent | undefined): number =>
  Number(event?.eventTime?.seconds ?? Number.NaN) * 1_000 + (event?.eventTime?.nanos ?? 0) / 1_000_000;
