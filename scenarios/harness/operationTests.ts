import { expect } from "vitest";
import { isNull } from "../../db/drizzle.ts";
import { operationTests } from "../../db/schema/index.ts";
import type { Engine } from "./engine.ts";
import type { GivenCustomer } from "./given.ts";
import { workflowMustReplay } from "./histories.ts";

/** The parts of an operation test that scenarios read. */
export interface ShownTest {
  id: number;
  state: string;
  abortedBy: string | null;
  result: {
    mail: { sent: number; total: number };
    chat: { sent: number; total: number };
    call: { reached: string[]; notReached: string[]; pending: string[] };
    summary: string[];
  };
  steps: {
    channel: string;
    recipient: string;
    state: string;
    outcome: string | null;
    reason: string | null;
    tookMilliseconds: number | null;
    call: {
      ringMilliseconds: number | null;
      answerMilliseconds: number | null;
      keyMilliseconds: number | null;
      key: string | null;
    } | null;
  }[];
  timeline: { actor: string; text: string }[];
}

/** What an operator does with operation tests, through the API. */
export function operationTestTools(engine: Engine) {
  const ask = async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${engine.url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${engine.operatorToken}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as ShownTest & Record<string, unknown> };
  };
  const begin = (customer: GivenCustomer, order: unknown, headers: Record<string, string> = {}) =>
    ask(`/api/customers/${customer.id}/operation-tests`, order, headers);
  return {
    begin,
    /** Begins a test of the customer's first rule, or of the order. Returns its number. */
    async begins(customer: GivenCustomer, order: object = {}): Promise<number> {
      const { status, body } = await begin(customer, { rule: "rule 1", ...order });
      expect(status).toBe(201);
      return body.id;
    },
    abort: (id: number) => ask(`/api/operation-tests/${id}/abort`, {}),
    shown: async (id: number): Promise<ShownTest> => (await ask(`/api/operation-tests/${id}`)).body,
    /** `mail sato: sent`, in the order of the lists. */
    outcomes: async (id: number): Promise<string[]> =>
      (await ask(`/api/operation-tests/${id}`)).body.steps.map(
        (step) => `${step.channel} ${step.recipient}: ${step.outcome ?? step.state}`,
      ),
    canBeReplayed: (id: number, options: { savedAs: string }) =>
      workflowMustReplay(engine, `operation-test/${id}`, options.savedAs),
  };
}

export async function closeTests(engine: Engine): Promise<void> {
  const endedAt = engine.temporal.now();
  await engine.database.db
    .update(operationTests)
    .set({ endedAt, state: "aborted" })
    .where(isNull(operationTests.endedAt));
}
