import type { Client } from "@temporalio/client";
import { type SearchAttributePair, TypedSearchAttributes } from "@temporalio/common";
import type { Level } from "../../domain/alerts/level.ts";
import { inMarkdown } from "../../domain/messages/markdown.ts";
import { oneLine, shorten } from "../../domain/words/oneLine.ts";
import { priorityFor } from "../../workflows/contract/priority.ts";
import { engineQueue } from "../../workflows/contract/queues.ts";
import { searchAttributes } from "../../workflows/contract/searchAttributes.ts";

const requestTimeoutMilliseconds = 10_000;

/** Repeats a request to Temporal that takes too long: a repeat changes nothing. */
export const soon = <T>(client: Client, request: () => Promise<T>): Promise<T> =>
  client.withDeadline(Date.now() + requestTimeoutMilliseconds, request);

/**
 * As much of a text as fits into a summary: Temporal refuses to start a workflow with a summary over 400
 * bytes.
 */
export const briefly = (text: string): string => inMarkdown(shorten(oneLine(text), 80));

interface Start<Input> {
  workflowId: string;
  input: Input;
  /** For people, in the Temporal UI. */
  summary: string;
  customer: string | null;
  level: Level;
  /** The Temporal UI's columns, besides the customer's. */
  columns?: SearchAttributePair[];
}

/** The options to start any workflow. If one with this id already runs, it is left alone. */
export const startOptions = <Input>({ customer, level, ...start }: Start<Input>) => ({
  workflowId: start.workflowId,
  taskQueue: engineQueue,
  workflowIdConflictPolicy: "USE_EXISTING" as const,
  args: [start.input] as [Input],
  staticSummary: start.summary,
  priority: priorityFor(level, customer),
  typedSearchAttributes: new TypedSearchAttributes([
    { key: searchAttributes.customer, value: customer ?? "-" },
    ...(start.columns ?? []),
  ]),
});
