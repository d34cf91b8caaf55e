import fc from "fast-check";
import { expect, it } from "vitest";
import { highest, isHigher, levels } from "../alerts/level.ts";
import { applyAlert } from "./alerts.ts";
import { type AlertMessage, freshMemory, type IncidentMemory } from "./state.ts";
import { atMinute, midnight } from "./testAlerts.ts";

type Word = Pick<AlertMessage, "status" | "level" | "series" | "occurredAt">;

const seriesName = fc.constantFrom("a", "b", "c", "__proto__");
const word = fc.record({
  status: fc.constantFrom("firing" as const, "recovered" as const),
  level: fc.constantFrom(...levels),
  series: seriesName,
  occurredAt: fc.option(fc.integer({ min: 0, max: 30 }).map(atMinute)),
});
const wordOrAcknowledgement = fc.oneof(
  { weight: 9, arbitrary: word },
  { weight: 1, arbitrary: word.map((said) => ({ ...said, status: "acknowledged" as const })) },
);
/** Every alert has the tool's own time, and no two have the same. */
const timedWords = fc
  .array(word, { minLength: 1, maxLength: 12 })
  .map((words) => words.map((said, index) => ({ ...said, occurredAt: atMinute(index) })));

const message = (said: Word, sequence: number): AlertMessage => ({
  incident: 1,
  sequence,
  alert: sequence,
  startedAt: null,
  acceptedAt: atMinute(sequence),
  handling: null,
  ...said,
});
const inOrder = (words: readonly Word[]): AlertMessage[] =>
  words.map((said, index) => message(said, index + 1));

/** The incident after each alert. */
function hears(alerts: readonly AlertMessage[]): IncidentMemory[] {
  let memory = freshMemory("low", midnight);
  return alerts.map((alert) => {
    memory = applyAlert(memory, alert).memory;
    return memory;
  });
}
const last = (memories: readonly IncidentMemory[]) => memories.at(-1) as IncidentMemory;

it("[R5.1c] it fires while any series fires, at the highest level of the firing ones", () => {
  fc.assert(
    fc.property(fc.array(wordOrAcknowledgement), (words) => {
      for (const { series, firing, level } of hears(inOrder(words))) {
        const levelsFiring = Object.values(series).flatMap((one) => (one.firing ? [one.level] : []));
        expect(firing).toBe(levelsFiring.length > 0);
        if (firing) expect(level).toBe(highest(levelsFiring));
      }
    }),
  );
});

it("[R5.1b] however alerts are mixed and repeated, each series has the state of its latest alert", () => {
  const mixed = timedWords.chain((words) =>
    fc.tuple(
      fc.constant(words),
      fc.tuple(fc.shuffledSubarray(words, { minLength: words.length }), fc.array(fc.constantFrom(...words))),
    ),
  );
  fc.assert(
    fc.property(mixed, ([words, [shuffled, copies]]) => {
      const heard = last(hears(inOrder([...shuffled, ...copies])));
      for (const series of new Set(words.map((said) => said.series))) {
        const latest = words.findLast((said) => said.series === series) as Word;
        const known = heard.series[series];
        expect(known?.firing).toBe(latest.status === "firing");
        if (known?.firing) expect(known.level).toBe(latest.level);
      }
    }),
  );
});

it("[R5.1b] a relay that repeats itself changes nothing", () => {
  const withRepeats = fc.array(wordOrAcknowledgement, { minLength: 1 }).chain((words) => {
    const alerts = inOrder(words);
    const again = fc.array(fc.nat({ max: alerts.length - 1 }), { maxLength: 20 });
    return fc.tuple(fc.constant(alerts), again);
  });
  fc.assert(
    fc.property(withRepeats, ([alerts, again]) => {
      // A signal is repeated only after it was sent, so a copy never comes before its original.
      const repeated = alerts.flatMap((alert, place) => [
        alert,
        ...again.filter((one) => one <= place).map((one) => alerts[one] as AlertMessage),
      ]);
      expect(last(hears(repeated))).toEqual(last(hears(alerts)));
    }),
  );
});

it("[R5.1c] an acknowledgement in force always covers the present level", () => {
  const steps = fc.array(fc.tuple(wordOrAcknowledgement, fc.boolean()));
  fc.assert(
    fc.property(steps, (story) => {
      let memory = freshMemory("low", midnight);
      for (const [index, [said, acknowledge]] of story.entries()) {
        memory = applyAlert(memory, message(said, index + 1)).memory;
        const given = memory.acknowledged;
        if (given !== null) expect(isHigher(memory.level, given.level)).toBe(false);
        const { level } = memory;
        if (acknowledge) memory = { ...memory, acknowledged: { by: "佐藤", at: 0, level, byKey: false } };
      }
    }),
  );
});

it("[R5.1e] an occurrence begins exactly when it begins to fire", () => {
  fc.assert(
    fc.property(fc.array(wordOrAcknowledgement), (words) => {
      const states = [freshMemory("low", midnight), ...hears(inOrder(words))];
      for (const [index, memory] of states.slice(1).entries()) {
        const before = states[index] as IncidentMemory;
        const begins = !before.firing && memory.firing;
        expect(memory.occurrence - before.occurrence).toBe(begins ? 1 : 0);
      }
    }),
  );
});
