import { expect, it } from "vitest";
import type { AlertRow } from "../schema/index.ts";
import { factsOf } from "./messageFacts.ts";
import type { TellingContext } from "./tellingContext.ts";

const accepted = new Date("2026-11-22T03:27:15Z");
const minutesAfter = (minutes: number) => new Date(accepted.getTime() + minutes * 60_000);

/** A recovery accepted ten minutes after the alert that began it, with the tool's own times for both. */
function times(began: Date | null, recovered: Date | null) {
  const alert = (occurredAt: Date | null, acceptedAt: Date) =>
    ({ startedAt: null, occurredAt, acceptedAt, value: null, log: null }) as AlertRow;
  const context = {
    incident: { number: 1, system: null, node: "web01", alarm: "HTTP" },
    first: alert(began, accepted),
    alert: alert(recovered, minutesAfter(10)),
    level: "high",
    configuration: null,
  } as TellingContext;
  const { firstOccurredAt, recoveredAt } = factsOf(context, "recovery", "センター");
  return [firstOccurredAt, recoveredAt];
}

it.each([
  ["neither told", null, null, accepted, minutesAfter(10)],
  ["both told", minutesAfter(-5), minutesAfter(8), minutesAfter(-5), minutesAfter(8)],
  ["a clock nine hours ahead", minutesAfter(540), minutesAfter(550), accepted, minutesAfter(10)],
  [
    "a clock nine hours behind",
    minutesAfter(-540),
    minutesAfter(-530),
    minutesAfter(-540),
    minutesAfter(-530),
  ],
  ["only the recovery told, by a clock that is behind", null, minutesAfter(-2), accepted, accepted],
  ["a clock ahead that was set right meanwhile", minutesAfter(9), minutesAfter(-1), accepted, accepted],
])(
  "[R5.2.1] %s: an occurrence begins when its tool says, never after we heard of it, and ends after that",
  (...row) => {
    const [, began, recovered, ...told] = row;
    expect(times(began, recovered)).toEqual(told);
  },
);
