import type { OperationTestInput, TestStep } from "../contract/operationTest.ts";
import type { Work } from "../kit/beside.ts";
import type { Duties } from "../kit/followRow.ts";
import { testRecords, testTelling } from "./activities.ts";
import { callEverybody } from "./callEverybody.ts";
import { priorityOf, type TestRun } from "./testRun.ts";

type Duty = { key: string } & ({ do: "tell"; what: string; step: string } | { do: "call" } | { do: "close" });

const tell = (channel: string, { step, recipient }: TestStep): Duty => ({
  do: "tell",
  what: `${channel}: ${recipient}`,
  step,
  key: step,
});

/**
 * Begins every duty at once and closes the test when all have ended. A fault in one duty does not stop the
 * others; what it leaves open is closed as failed.
 */
export function dutiesOf({ mails, chats }: OperationTestInput, done: readonly string[]): Duties<Duty> {
  const all: Duty[] = [
    ...mails.map((mail) => tell("メール", mail)),
    ...chats.map((chat) => tell("チャット", chat)),
    { do: "call", key: "call" },
  ];
  const open = all.filter(({ key }) => !done.includes(key));
  const due: Duty[] = open.length > 0 ? open : [{ do: "close", key: "close" }];
  const over = done.includes("close");
  return { due: over ? [] : due, nextAt: null, over };
}

/** How each duty is done, once only: afterwards its steps have their outcomes. */
export function howTo(run: TestRun, duty: Duty): Work {
  const { what, work } = workOf(run, duty);
  return { what, work: () => work().then(() => run.settled.add(duty.key)) };
}

function workOf(run: TestRun, duty: Duty): Work {
  switch (duty.do) {
    case "tell": {
      const { what, step } = duty;
      const options = { summary: what, priority: priorityOf(run) };
      return { what, work: () => testTelling.tellTestRecipient.executeWithOptions(options, [{ step }]) };
    }
    case "call":
      return { what: "リスト順の架電", work: () => callEverybody(run) };
    case "close":
      return { what: "試験の終了を記録", work: () => close(run) };
  }
}

async function close(run: TestRun): Promise<void> {
  const fact = { test: run.input.test, at: Date.now() };
  const closed = await testRecords.closeTest.executeWithOptions({ summary: "試験の終了を記録" }, [fact]);
  run.ended = closed.state;
}
