import { Client, Connection } from "@temporalio/client";
import { eventsOf, type HistoryEvent, millisecondsOf } from "../events.ts";
import type { Posted } from "../intake.ts";
import type { Arrivals } from "../outside.ts";
import { duration, median } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import type { Figure } from "../table.ts";

/** When an alert reached each stage, in milliseconds since its request. */
interface Stages {
  answered: number;
  started: number;
  taskStarted: number;
  taskCompleted: number;
  mailReceived: number;
  callReceived: number;
}

/**
 * Where the time of a single alert goes, stage by stage: medians, from the workflows' histories and the
 * sandbox.
 */
export async function stages(
  system: BenchSystem,
  posted: readonly Posted[],
  arrivals: Arrivals,
): Promise<Figure[]> {
  const connection = await Connection.connect({ address: system.temporalAddress });
  const client = new Client({ connection });
  const all: Stages[] = [];
  for (const one of posted) all.push(await stagesOf(client, one, arrivals));
  await connection.close();
  const between = (from: keyof Stages | null, to: keyof Stages) =>
    duration(median(all.map((one) => one[to] - (from === null ? 0 : one[from]))));
  return [
    { what: "stage: request → 202 (stored)", value: between(null, "answered") },
    { what: "stage: request → workflow started (relay)", value: between(null, "started") },
    { what: "stage: → its first task at the worker", value: between("started", "taskStarted") },
    { what: "stage: its first task → mail handed over", value: between("taskStarted", "mailReceived") },
    {
      what: "stage: its first task → request to the phone provider",
      value: between("taskStarted", "callReceived"),
    },
    { what: "stage: its first task → completed", value: between("taskStarted", "taskCompleted") },
  ];
}

async function stagesOf(client: Client, { person, at, answerMilliseconds }: Posted, arrivals: Arrivals) {
  const events = await eventsOf(client, person);
  if (events.length === 0) throw new Error(`no workflow of ${person.node}`);
  const since = (event: HistoryEvent | undefined) => millisecondsOf(event) - at;
  const first = (attributes: keyof HistoryEvent) =>
    since(events.find((event) => event[attributes] !== null && event[attributes] !== undefined));
  return {
    answered: answerMilliseconds,
    started: first("workflowExecutionStartedEventAttributes"),
    taskStarted: first("workflowTaskStartedEventAttributes"),
    taskCompleted: first("workflowTaskCompletedEventAttributes"),
    mailReceived: (arrivals.mails.get(person.mail) ?? Number.NaN) - at,
    callReceived: (arrivals.calls.get(person.phone) ?? Number.NaN) - at,
  };
}
