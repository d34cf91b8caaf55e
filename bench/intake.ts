import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "./customers.ts";

export interface Posted {
  person: Person;
  /** Epoch milliseconds just before the request went out. */
  at: number;
  /** Until the 202 arrived. */
  answerMilliseconds: number;
}

export interface Intake {
  raise(person: Person): Promise<Posted>;
  recover(person: Person): Promise<void>;
  /** Many alerts of one customer in one body, each with its own key. */
  flood(customer: string, nodes: readonly string[]): Promise<void>;
}

export const benchAlarm = "HTTP応答監視";

/** Posts alerts as a monitoring tool does, over persistent connections, to the servers in turn. */
export function intakeAt(servers: readonly string[], keys: ReadonlyMap<string, string>): Intake {
  let turn = 0;
  async function post(customer: string, body: unknown): Promise<void> {
    const server = servers[turn++ % servers.length];
    const response = await fetch(`${server}/intake/alerts`, {
      method: "POST",
      headers: { authorization: `Bearer ${keys.get(customer)}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
    if (response.status !== 202) throw new Error(`the intake answered ${response.status}`);
  }
  const alert = (node: string, status: "firing" | "recovered") => ({
    node,
    alarm: benchAlarm,
    status,
    level: "middle",
    log: "HTTP 503 Service Unavailable: upstream did not answer within 10 s",
  });
  return {
    async raise(person) {
      const at = now();
      await post(person.customer, alert(person.node, "firing"));
      return { person, at, answerMilliseconds: now() - at };
    },
    recover: ({ customer, node }) => post(customer, alert(node, "recovered")),
    flood: (customer, nodes) =>
      post(
        customer,
        nodes.map((node) => alert(node, "firing")),
      ),
  };
}

/** Finer than `Date.now()`, on the same clock. */
export const now = (): number => performance.timeOrigin + performance.now();

/** Begins with each in turn at an even pace, even if earlier ones are slow or fail. */
export async function evenly<Item, Result>(
  items: readonly Item[],
  perSecond: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const begin = now();
  const acting: Promise<Result>[] = [];
  for (const [index, item] of items.entries()) {
    const waitMilliseconds = begin + (index * 1_000) / perSecond - now();
    if (waitMilliseconds > 0) await sleep(waitMilliseconds);
    acting.push(act(item));
  }
  return await Promise.all(acting);
}
