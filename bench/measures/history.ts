import { setTimeout as sleep } from "node:timers/promises";
import { Client, Connection } from "@temporalio/client";
import { type Person, twoCallsNode } from "../customers.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";
import { acknowledges } from "./alone.ts";

const aim = 45;

/** The events of an incident that was told by mail and chat, called twice (no answer, then 1), and closed. */
export async function history(system: BenchSystem): Promise<Figure[]> {
  const { id, people } = system.customers[0]!;
  const [first, second] = people as [Person, Person];
  await system.outside.phone(first.phone, { kind: "no-answer" });
  await system.outside.phone(second.phone, { ...acknowledges, afterSeconds: 1, pressAfterSeconds: 1 });
  const incident = { ...first, node: twoCallsNode };
  await system.intake.raise(incident);
  await until("the second call", async () => (await system.outside.firstCall(second)) !== null);
  await sleep(4_000);
  await system.intake.recover(incident);

  const connection = await Connection.connect({ address: system.temporalAddress });
  try {
    const events = await eventsOfClosed(new Client({ connection }), id);
    return [
      {
        what: "history of mail, chat, two calls and recovery",
        value: `${events} events`,
        ...atMost(aim, events),
      },
    ];
  } finally {
    await connection.close();
  }
}

async function eventsOfClosed(client: Client, customer: string): Promise<number> {
  const query = `Customer = "${customer}" AND Node = "${twoCallsNode}" AND ExecutionStatus = "Completed"`;
  let events = 0;
  await until("the incident's end", async () => {
    for await (const { workflowId, runId } of client.workflow.list({ query })) {
      const { events: all } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      events = all?.length ?? 0;
    }
    return events > 0;
  });
  return events;
}

async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come within 30 s`);
    await sleep(200);
  }
}
