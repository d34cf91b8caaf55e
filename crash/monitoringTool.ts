import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

export interface ToolAlert {
  node: string;
  alarm: string;
  status: "firing" | "recovered";
}

/** An alert whose sender heard 202, with the id that the answer gave it. */
export interface AcceptedAlert extends ToolAlert {
  id: number;
  attempts: number;
}

export interface MonitoringTool {
  /** Resolves when the alert was accepted, however often it had to be sent. */
  send(alert: ToolAlert): Promise<AcceptedAlert>;
  readonly accepted: readonly AcceptedAlert[];
}

const answerWithinMs = 10_000;
const againAfterMs = 300;
const givesUpAfterMs = 90_000;
const answer = z.object({ accepted: z.array(z.object({ alert: z.number() })).length(1) });

/** Sends as monitoring tools do: again after 5xx and lost connections, under one key; anything else is a fault. */
export function monitoringTool(api: string, key: string): MonitoringTool {
  const accepted: AcceptedAlert[] = [];

  async function post(alert: ToolAlert, idempotencyKey: string): Promise<number | null> {
    const response = await fetch(`${api}/intake/alerts`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body: JSON.stringify({ ...alert, level: "high" }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const body = await response.text();
    if (response.status === 202) return answer.parse(JSON.parse(body)).accepted[0]!.alert;
    if (response.status < 500) throw new Refused(`the intake answered ${response.status}: ${body}`);
    return null;
  }

  return {
    accepted,
    async send(alert) {
      const idempotencyKey = randomUUID();
      const deadline = Date.now() + givesUpAfterMs;
      for (let attempts = 1; Date.now() < deadline; attempts++) {
        const id = await post(alert, idempotencyKey).catch(nullUnlessRefused);
        if (id !== null) {
          const taken = { ...alert, id, attempts };
          accepted.push(taken);
          return taken;
        }
        await sleep(againAfterMs);
      }
      throw new Error(`nobody took the alert of ${alert.node} for ${givesUpAfterMs / 1000} s`);
    },
  };
}

/** A sender drops what was refused: that alert would be lost. */
class Refused extends Error {}

function nullUnlessRefused(error: unknown): null {
  if (error instanceof Refused) throw error;
  return null;
}
