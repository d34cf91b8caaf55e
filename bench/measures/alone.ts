import { setTimeout as sleep } from "node:timers/promises";
import { untilTrue } from "../../dev/untilTrue.ts";
import type { Person } from "../customers.ts";
import type { Posted } from "../intake.ts";
import { median, percentile, spread } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { below, type Figure } from "../table.ts";
import { firstsOf } from "./firsts.ts";
import { stages } from "./stages.ts";

/** A person answers at once and presses 1; a key pressed before the announcement has begun would be lost. */
export const acknowledges = { kind: "answer", afterSeconds: 0, press: "1", pressAfterSeconds: 1 };
/** A person answers at once, and presses nothing. */
export const listens = { kind: "answer", afterSeconds: 0 };

const aimMilliseconds = 35;
/** How many alerts warm up a worker: a fresh one takes seconds, a warm one milliseconds. */
const warmUps = 20;

export async function warmUp(system: BenchSystem): Promise<void> {
  for (const person of system.people(warmUps)) await fromAlertToRecovery(system, person);
}

/** Alerts one at a time: each is raised, told, acknowledged and recovered before the next. */
export async function alone(system: BenchSystem, count: number): Promise<Figure[]> {
  const posted: Posted[] = [];
  for (const person of system.people(count)) posted.push(await fromAlertToRecovery(system, person));
  const arrivals = await system.outside.arrivals();
  const { call, mail } = firstsOf(posted, arrivals);
  const answers = posted.map((one) => one.answerMilliseconds);
  return [
    {
      what: `alone (${count} alerts): intake's answer`,
      value: spread(answers),
      ...below(50, percentile(answers, 99)),
    },
    {
      what: "alone: alert → request to the phone provider",
      value: spread(call),
      ...below(aimMilliseconds, median(call)),
    },
    { what: "alone: alert → mail handed over", value: spread(mail), ...below(aimMilliseconds, median(mail)) },
    ...(await stages(system, posted, arrivals)),
  ];
}

/** Handles one alert to its end; quiet afterwards. */
export async function fromAlertToRecovery({ intake, outside }: BenchSystem, person: Person): Promise<Posted> {
  await outside.phone(person.phone, acknowledges);
  await sleep(100);
  const posted = await intake.raise(person);
  await untilMails(outside, person, 1);
  await untilTrue(() => outside.hasPressed(person), {
    withinMilliseconds: 20_000,
    everyMilliseconds: 250,
    otherwise: `${person.phone} was not called`,
  });
  // The key must be told before the recovery arrives.
  await sleep(500);
  await intake.recover(person);
  await untilMails(outside, person, 2);
  await sleep(200);
  return posted;
}

async function untilMails(outside: BenchSystem["outside"], person: Person, count: number): Promise<void> {
  const deadline = Date.now() + 20_000;
  do {
    await sleep(150);
    if (Date.now() > deadline) throw new Error(`mail ${count} to ${person.mail} did not come within 20 s`);
  } while ((await outside.mailsTo(person)).length < count);
}
