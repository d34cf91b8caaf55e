import { setTimeout as sleep } from "node:timers/promises";
import type { Posted } from "../intake.ts";
import type { Arrivals, Outside } from "../outside.ts";

/** From the alert's request to its first effects outside. An effect that never came is missing. */
export interface Firsts {
  call: number[];
  mail: number[];
  missing: number;
}

export function firstsOf(posted: readonly Posted[], { calls, mails }: Arrivals): Firsts {
  const since = (arrived: Map<string, number>, key: (one: Posted) => string) =>
    posted.flatMap((one) => {
      const at = arrived.get(key(one));
      return at === undefined ? [] : [Math.max(0, at - one.at)];
    });
  const call = since(calls, ({ person }) => person.phone);
  const mail = since(mails, ({ person }) => person.mail);
  return { call, mail, missing: 2 * posted.length - call.length - mail.length };
}

/** Polls rarely, so that polling does not slow what is measured. */
export async function untilAllTold(
  outside: Outside,
  posted: readonly Posted[],
  withinSeconds: number,
  everySeconds = 3,
): Promise<Firsts> {
  const deadline = Date.now() + withinSeconds * 1_000;
  for (;;) {
    const firsts = firstsOf(posted, await outside.arrivals());
    if (firsts.missing === 0 || Date.now() > deadline) return firsts;
    await sleep(everySeconds * 1_000);
  }
}
