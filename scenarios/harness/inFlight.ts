import {
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
  WorkflowNotFoundError,
} from "@temporalio/client";
import { eq } from "../../db/drizzle.ts";
import { incidents } from "../../db/schema/index.ts";
import type { Engine } from "./engine.ts";
import { knownWorkflows } from "./openWorkflows.ts";

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle["fetchHistory"]>>["events"]>[number];

export interface InFlight {
  /** Something could run now, without time passing. */
  busy: boolean;
  /** An activity failed and waits for a retry; the test server does not say when that is. */
  retrying: boolean;
  /** What waits for a retry may be a call. */
  redialling: boolean;
  /** When the next timer of a workflow fires. */
  nextTimerAt: number | null;
}

interface Run {
  runId: string;
  length: number;
  busy: boolean;
  nextTimerAt: number | null;
}

/**
 * Looks at the workflow of every incident, operation test, secondary response and runbook run: whether it has
 * work now, and when it will have work next.
 */
export class Workflows {
  readonly #engine: Engine;
  /** Workflows that were open at the last look: a closed row's workflow may still be ending. */
  readonly #open = new Set<string>();
  /** Workflows of runbook runs that have ended and hold no time any more. */
  readonly #over = new Set<string>();
  readonly #read = new Map<string, Run>();
  readonly #lastLength = new Map<string, number>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async look(): Promise<InFlight> {
    const { open, endedRuns } = await knownWorkflows(this.#engine);
    for (const id of [...open, ...endedRuns.filter((run) => !this.#over.has(run))]) this.#open.add(id);
    const seen = await Promise.all([...this.#open].map((id) => this.#lookAt(id)));
    const timers = seen.flatMap((one) => (one.nextTimerAt === null ? [] : [one.nextTimerAt]));
    return {
      busy: seen.some((one) => one.busy),
      retrying: seen.some((one) => one.retrying),
      redialling: seen.some((one) => one.redialling),
      nextTimerAt: timers.length === 0 ? null : Math.min(...timers),
    };
  }

  /** One line per open workflow: the names of its last events, and the cause of a failed workflow task. */
  async latestEvents(): Promise<string[]> {
    const { workflow } = this.#engine.temporal.client;
    return await Promise.all(
      [...this.#open].map(async (id) => {
        const { events } = await workflow.getHandle(id).fetchHistory();
        return `  ${id}: ${(events ?? []).slice(-8).map(nameOf).join(", ")}`;
      }),
    );
  }

  async #lookAt(workflowId: string): Promise<InFlight> {
    const handle = this.#engine.temporal.client.workflow.getHandle(workflowId);
    const described = await handle.describe().catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    });
    if (described === null) return this.#gone(workflowId);
    if (described.status.name !== "RUNNING") return await this.#ended(described);
    const run = await this.#readRun(workflowId, described.runId, described.historyLength);
    const pending = described.raw.pendingActivities ?? [];
    const again = pending.filter((activity) => (activity.attempt ?? 1) > 1);
    return {
      busy: run.busy || again.length < pending.length,
      retrying: again.length > 0,
      redialling: again.some((activity) => activity.activityType?.name === "dialCall"),
      nextTimerAt: run.nextTimerAt,
    };
  }

  #gone(workflowId: string): InFlight {
    this.#open.delete(workflowId);
    this.#over.add(workflowId);
    return nothing;
  }

  /** It is over, unless it is about to start for a new incident of the same key. */
  async #ended(ended: WorkflowExecutionDescription): Promise<InFlight> {
    const { database, temporal } = this.#engine;
    const { workflowId } = ended;
    const rows = await database.db.select().from(incidents).where(eq(incidents.workflowId, workflowId));
    if (rows.some((row) => row.closedAt === null)) return nothing;
    const isNews = !this.#over.has(workflowId);
    this.#gone(workflowId);
    if (isNews && (await holdsTime(ended, temporal.client))) await temporal.releaseTime();
    // The workflow that waits for its end may have been looked at just before, so one more look is needed.
    return { ...nothing, busy: isNews };
  }

  /** Does not read a history that is still growing: the workflow is busy in any case. */
  async #readRun(workflowId: string, runId: string, length: number): Promise<Run> {
    const known = this.#read.get(workflowId);
    if (known?.length === length && known.runId === runId) return known;
    const grows = this.#lastLength.get(workflowId) !== length;
    this.#lastLength.set(workflowId, length);
    if (grows) return { runId, length, busy: true, nextTimerAt: null };
    const handle = this.#engine.temporal.client.workflow.getHandle(workflowId, runId);
    const { events } = await handle.fetchHistory();
    // The history must not be newer than the description, or an activity could be missing from both.
    const grew = (events ?? []).length !== length;
    const run = {
      runId,
      length,
      busy: grew || hasWorkflowTask(events ?? []) || reachesForOthers(events ?? []),
      nextTimerAt: nextTimerOf(events ?? []),
    };
    if (!grew) this.#read.set(workflowId, run);
    return run;
  }
}

function nameOf(event: Event): string {
  const name = Object.keys(event).find((key) => key.endsWith("EventAttributes"));
  const cause = event.workflowTaskFailedEventAttributes?.failure?.message;
  return `${event.eventId} ${name?.replace("EventAttributes", "")}${cause ? ` (${cause})` : ""}`;
}

const nothing: InFlight = { busy: false, retrying: false, redialling: false, nextTimerAt: null };

/** The test server shows a workflow task only in the history. */
function hasWorkflowTask(events: readonly Event[]): boolean {
  const last = events.findLast(
    (event) =>
      event.workflowTaskScheduledEventAttributes ||
      event.workflowTaskStartedEventAttributes ||
      event.workflowTaskCompletedEventAttributes,
  );
  return last !== undefined && !last.workflowTaskCompletedEventAttributes;
}

/** Whether a child is about to start, or a signal to another workflow is on its way. */
function reachesForOthers(events: readonly Event[]): boolean {
  const onTheirWay = new Set<string>();
  for (const event of events) {
    const { startChildWorkflowExecutionInitiatedEventAttributes: child } = event;
    const { signalExternalWorkflowExecutionInitiatedEventAttributes: word } = event;
    if (child || word) onTheirWay.add(String(event.eventId));
    const arrived =
      event.childWorkflowExecutionStartedEventAttributes ??
      event.startChildWorkflowExecutionFailedEventAttributes ??
      event.externalWorkflowExecutionSignaledEventAttributes ??
      event.signalExternalWorkflowExecutionFailedEventAttributes;
    if (arrived) onTheirWay.delete(String(arrived.initiatedEventId));
  }
  return onTheirWay.size > 0;
}

/**
 * From a child's end until its parent knows of it, the test server holds time. A parent that ended first never
 * knows, and the server never lets go: without help, time would pass by the real clock from then on.
 */
async function holdsTime(
  { workflowId, status, parentExecution }: WorkflowExecutionDescription,
  { workflow }: Client,
): Promise<boolean> {
  if (!parentExecution?.workflowId || !tellsParent.has(status.name)) return false;
  const parent = workflow.getHandle(parentExecution.workflowId, parentExecution.runId ?? undefined);
  if ((await parent.describe()).status.name === "RUNNING") return false;
  const { events } = await parent.fetchHistory();
  return !(events ?? []).some((event) => {
    const told =
      event.childWorkflowExecutionCompletedEventAttributes ??
      event.childWorkflowExecutionFailedEventAttributes ??
      event.childWorkflowExecutionCanceledEventAttributes;
    return told?.workflowExecution?.workflowId === workflowId;
  });
}

const tellsParent = new Set(["COMPLETED", "FAILED", "CANCELLED"]);

function nextTimerOf(events: readonly Event[]): number | null {
  const due = new Map<string, number>();
  for (const event of events) {
    const started = event.timerStartedEventAttributes;
    const over = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (started?.timerId)
      due.set(started.timerId, milliseconds(event.eventTime) + milliseconds(started.startToFireTimeout));
    if (over?.timerId) due.delete(over.timerId);
  }
  return due.size === 0 ? null : Math.min(...due.values());
}

const milliseconds = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  Number(time?.seconds ?? 0) * 1_000 + Math.ceil((time?.nanos ?? 0) / 1_000_000);
