import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../customers.ts";
import { duration } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { below, type Figure } from "../table.ts";
import { listens } from "./alone.ts";

const alerts = 10_000;
const perBody = 1_000;
/** How many seconds after the start of the flood another customer's first alert comes. */
const secondsAfter = [0, 2, 5, 10, 20];

/** One customer floods. Measures how long another's first response takes meanwhile (aim: 5 s at most). */
export async function flood(system: BenchSystem): Promise<Figure[]> {
  const flooding = system.customers[0]!.id;
  const others = system
    .people(40)
    .filter(({ customer }) => customer !== flooding)
    .slice(0, secondsAfter.length);
  for (const { phone } of others) await system.outside.phone(phone, listens);
  const begin = Date.now();
  const nodes = Array.from({ length: alerts }, (_, index) => `flood-${index}`);
  const flooded = Promise.all(
    Array.from({ length: alerts / perBody }, (_, index) =>
      system.intake.flood(flooding, nodes.slice(index * perBody, (index + 1) * perBody)),
    ),
  ).then(() => Date.now() - begin);
  const delays = await Promise.all(
    others.map(async (person, index) => {
      await sleep(secondsAfter[index]! * 1_000);
      return await firstResponse(system, person);
    }),
  );
  const worst = (all: number[]) => Math.max(...all);
  const calls = delays.map(({ call }) => call);
  const mails = delays.map(({ mail }) => mail);
  const all = (values: number[]) => values.map(duration).join(", ");
  return [
    { what: `flood of ${alerts} alerts of one customer: taken in`, value: duration(await flooded) },
    {
      what: `flood: another's call, ${secondsAfter.join("/")} s after`,
      value: all(calls),
      ...below(5, worst(calls) / 1_000, "s"),
    },
    { what: "flood: another's mail, likewise", value: all(mails), ...below(5, worst(mails) / 1_000, "s") },
  ];
}

async function firstResponse(
  { intake, outside }: BenchSystem,
  person: Person,
): Promise<{ call: number; mail: number }> {
  const { at } = await intake.raise(person);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const [call, [mail]] = await Promise.all([outside.firstCall(person), outside.mailsTo(person)]);
    if (call !== null && mail !== undefined) return { call: call - at, mail: mail - at };
    if (Date.now() > deadline) return { call: Number.POSITIVE_INFINITY, mail: Number.POSITIVE_INFINITY };
    await sleep(500);
  }
}
