import { setTimeout as sleep } from "node:timers/promises";
import { evenly } from "../intake.ts";
import { duration, percentile, spread } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { below, type Figure } from "../table.ts";
import { firstsOf, untilAllTold } from "./firsts.ts";

export const alertsPerSecond = 20;

/** People who answer after some rings and press 1. */
const answersInAWhile = { kind: "answer", afterSeconds: 4, press: "1", pressAfterSeconds: 3 };

/** Alerts of ten customers at an even pace, each a new incident told by mail, chat and telephone. */
export async function steady(system: BenchSystem, seconds: number): Promise<Figure[]> {
  const posted = await raise(system, seconds);
  const { call, mail, missing } = await untilAllTold(system.outside, posted, 60);
  const answers = posted.map((one) => one.answerMilliseconds);
  const name = `${alertsPerSecond} alerts/s for ${seconds} s`;
  return [
    { what: `${name}: intake's answer`, value: spread(answers), ...below(50, percentile(answers, 99)) },
    {
      what: `${name}: alert → request to the phone provider`,
      value: spread(call),
      ...below(1_000, percentile(call, 99)),
    },
    { what: `${name}: alert → mail handed over`, value: spread(mail), ...below(1_000, percentile(mail, 99)) },
    ...(missing === 0 ? [] : [{ what: `${name}: not told within 60 s`, value: String(missing), met: false }]),
  ];
}

/**
 * The same alerts with a provider that takes one call a second: calls queue, and mail does not wait for them.
 */
export async function steadyAtOneCall(system: BenchSystem, seconds: number): Promise<Figure[]> {
  const posted = await raise(system, seconds);
  await sleep(seconds * 1_000);
  const { call, mail } = firstsOf(posted, await system.outside.arrivals());
  const name = `the same for ${seconds} s at 1 call/s`;
  const perSecond = call.length / (2 * seconds);
  return [
    { what: `${name}: alert → mail handed over`, value: spread(mail), ...below(1_000, percentile(mail, 99)) },
    {
      what: `${name}: calls placed in ${2 * seconds} s`,
      value: `${call.length} of ${posted.length} (${perSecond.toFixed(2)}/s), the last after ${duration(Math.max(...call))}`,
    },
  ];
}

async function raise(system: BenchSystem, seconds: number) {
  const people = system.people(alertsPerSecond * seconds);
  for (const { phone } of people) await system.outside.phone(phone, answersInAWhile);
  return await evenly(people, alertsPerSecond, system.intake.raise);
}
