import { randomUUID } from "node:crypto";
import { z } from "zod";
import { untilTrue } from "../dev/untilTrue.ts";

const incident = z.object({
  number: z.number(),
  node: z.string(),
  state: z.string(),
  operatorCalls: z.object({ state: z.string(), round: z.number(), next: z.string().nullable() }).nullable(),
  calls: z.array(z.object({ contact: z.string(), round: z.number(), result: z.string().nullable() })),
  timeline: z.array(z.object({ kind: z.string(), text: z.string() })),
  runbookRuns: z.array(z.object({ state: z.string(), why: z.string().nullable() })),
});
const page = z.object({ incidents: z.array(z.object({ number: z.number() })) });

export type SeenIncident = z.infer<typeof incident>;

export interface Person {
  /** Asks again under the same key until it is answered, as the console does. */
  does(number: number, what: string, body: object): Promise<void>;
  /** The customer's incidents, the oldest first. */
  sees(customer: string): Promise<SeenIncident[]>;
}

/** An operator who is logged in. */
export function personAt(api: string, token: string): Person {
  const authorization = `Bearer ${token}`;
  const get = async (address: string): Promise<unknown> =>
    (await fetch(`${api}/api/incidents${address}`, { headers: { authorization } })).json();

  return {
    async does(number, what, body) {
      const headers = {
        authorization,
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
      };
      const isDone = async () => {
        const response = await fetch(`${api}/api/incidents/${number}/${what}`, {
          method: "POST",
          headers,
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(20_000),
        });
        return response.ok;
      };
      const otherwise = `${what} was never done`;
      await untilTrue(isDone, { withinMilliseconds: 60_000, everyMilliseconds: 300, otherwise });
    },
    async sees(customer) {
      const { incidents } = page.parse(await get(`?limit=50&customer=${customer}`));
      const all = incidents.map(async ({ number }) => incident.parse(await get(`/${number}`)));
      return (await Promise.all(all)).sort((one, other) => one.number - other.number);
    },
  };
}
