import type { HeardFact } from "./callProgress.ts";
import { type StepOutcome, stepOutcomeWord, type TestChannel } from "./step.ts";

export interface StoryStep {
  channel: TestChannel;
  name: string;
  to: string;
  begunAt: Date | null;
  endedAt: Date | null;
  outcome: StepOutcome | null;
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

/** Everything that happened in a test, in order, with who did it. */
export function operationTestStory(test: StoryTest, steps: readonly StoryStep[]): StoryLine[] {
  const lines: StoryLine[] = [
    { at: test.startedAt, actor: test.startedBy, text: "運用試験を開始しました" },
    ...steps.flatMap(linesOf),
    ...when(test.abortedAt, test.abortedBy ?? "toban", "運用試験を中止しました。これ以上の架電は行いません"),
    ...when(test.endedAt, "toban", "運用試験が終わりました"),
  ];
  return lines.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function linesOf(step: StoryStep): StoryLine[] {
  const who = {
    mail: `${step.name} 様（${step.to}）`,
    chat: step.name,
    call: `${step.name} 様（${step.to}）`,
  };
  const what = { mail: "メール", chat: "チャット", call: "電話" };
  const about = `${what[step.channel]} ${who[step.channel]}`;
  const reason = step.reason === null ? "" : `（${step.reason}）`;
  return [
    ...(step.channel === "call" ? when(step.begunAt, "toban", `${about}: 発信しました`) : []),
    ...step.facts.flatMap((fact) => factLine(fact, about)),
    ...(step.outcome === null
      ? []
      : when(step.endedAt, "toban", `${about}: ${stepOutcomeWord(step.channel, step.outcome)}${reason}`)),
  ];
}

function factLine(fact: HeardFact, about: string): StoryLine[] {
  if (fact.kind === "key") return when(fact.receivedAt, "toban", `${about}: ${fact.value}が押されました`);
  if (fact.value === "ringing") return when(fact.receivedAt, "toban", `${about}: 呼び出し中です`);
  return [];
}

const when = (at: Date | null, actor: string, text: string): StoryLine[] =>
  at === null ? [] : [{ at, actor, text }];
