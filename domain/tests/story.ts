import { engine } from "../people/actor.ts";
import type { Language } from "../words/language.ts";
import type { HeardFact } from "./callProgress.ts";
import { type StepOutcome, stepOutcomeWord, type TestChannel } from "./step.ts";
import { testStoryTexts as texts } from "./texts.ts";

export interface StoryStep {
  channel: TestChannel;
  name: string;
  to: string;
  begunAt: Date | null;
  endedAt: Date | null;
  outcome: StepOutcome | null;
  /** In the reader's words. */
  reason: string | null;
  facts: readonly HeardFact[];
}

export interface StoryTest {
  startedAt: Date;
  startedBy: string;
  abortedAt: Date | null;
  abortedBy: string | null;
  endedAt: Date | null;
}

export interface StoryLine {
  at: Date;
  /** A person's name, or `toban`. */
  actor: string;
  text: string;
}

/** Lists everything that happened in a test, in order, with who did it. */
export function operationTestStory(
  test: StoryTest,
  steps: readonly StoryStep[],
  language: Language = "ja",
): StoryLine[] {
  const lines: StoryLine[] = [
    { at: test.startedAt, actor: test.startedBy, text: texts.begun(language) },
    ...steps.flatMap((step) => linesOf(step, language)),
    ...when(test.abortedAt, test.abortedBy ?? engine, texts.aborted(language)),
    ...when(test.endedAt, engine, texts.ended(language)),
  ];
  return lines.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function linesOf(step: StoryStep, language: Language): StoryLine[] {
  const { channel, name, to, begunAt, endedAt, outcome } = step;
  const line = (at: Date | null, what: string) =>
    when(at, engine, texts[channel]({ name, to, what }, language));
  const heard = step.facts.flatMap((fact) => {
    const what = factWords(fact, language);
    return what === null ? [] : line(fact.receivedAt, what);
  });
  return [
    ...(channel === "call" ? line(begunAt, texts.dialled(language)) : []),
    ...heard,
    ...(outcome === null ? [] : line(endedAt, outcomeWords(step, outcome, language))),
  ];
}

function factWords({ kind, value }: HeardFact, language: Language): string | null {
  if (kind === "key") return texts.pressed({ key: value }, language);
  return value === "ringing" ? texts.ringing(language) : null;
}

function outcomeWords({ channel, reason }: StoryStep, outcome: StepOutcome, language: Language): string {
  const word = stepOutcomeWord(channel, outcome, language);
  return reason === null ? word : texts.outcomeWhy({ outcome: word, reason }, language);
}

const when = (at: Date | null, actor: string, text: string): StoryLine[] =>
  at === null ? [] : [{ at, actor, text }];
