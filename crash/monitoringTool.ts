import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

export interface ToolAlert {
  node: string;
  alarm: string;
  status: "firing" | "recovered";
}

/** An alert that was answered with 202, with the id from the answer. */
export interface AcceptedAlert extends ToolAlert {
  id: number;
  attempts: number;
}

export interface MonitoringTool {
  /** Sends alerts in one request, repeated as often as needed. Resolves when they are accepted. */
  send(...alerts: ToolAlert[]): Promise<void>;
  readonly accepted: readonly AcceptedAlert[];
}

const answerWithinMilliseconds = 10_000;
const againAfterMilliseconds = 300;
const givesUpAfterMilliseconds = 90_000;
const answer = z.object({ accepted: z.array(z.object({ alert: z.number() })) });

/**
 * Sends as monitoring tools do: again after 5xx and lost connections, under one key. Anything else is a
 * fault.
 */
export function monitoringTool(api: string, key: string): MonitoringTool {
  const accepted: AcceptedAlert[] = [];

  async function post(alerts: readonly ToolAlert[], idempotencyKey: string): Promise<number[] | null> {
    const response = await fetch(`${api}/intake/alerts`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body: JSON.stringify(alerts.map((alert) => ({ ...alert, level: "high" }))),
      signal: AbortSignal.timeout(answerWithinMilliseconds),
    });
    const body = await response.text();
    if (response.status === 202) return answer.parse(JSON.parse(body)).accepted.map(({ alert }) => alert);
    if (response.status < 500) throw new Refused(`the intake answered ${response.status}: ${body}`);
    return null;
  }

  return {
    accepted,
    async send(...alerts) {
      const idempotencyKey = randomUUID();
      const deadline = Date.now() + givesUpAfterMilliseconds;
      for (let attempts = 1; Date.now() < deadline; attempts++) {
        const ids = await post(alerts, idempotencyKey).catch(nullUnlessRefused);
        if (ids !== null) {
          accepted.push(...alerts.map((alert, index) => ({ ...alert, id: ids[index] ?? 0, attempts })));
          return;
        }
        await sleep(againAfterMilliseconds);
      }
      throw new Error(`nobody took the alert of ${alerts[0]?.node} for ${givesUpAfterMilliseconds / 1000} s`);
    },
  };
}

/** A sender drops a refused alert, so it would be lost. */
class Refused extends Error {}

function nullUnlessRefused(error: unknown): null {
  if (error instanceof Refused) throw error;
  return null;
}
