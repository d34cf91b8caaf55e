import type { Language } from "../words/language.ts";
import { listed } from "../words/lists.ts";
import type { StepOutcome, TestChannel } from "./step.ts";
import { testResultTexts as texts } from "./texts.ts";

export interface ResultStep {
  channel: TestChannel;
  recipient: string;
  name: string;
  outcome: StepOutcome | null;
}

export interface OperationTestResult {
  mail: { sent: number; total: number };
  chat: { sent: number; total: number };
  /** Ids of contacts: `reached` pressed 1, `pending` have a call that has not ended. */
  call: { reached: string[]; notReached: string[]; pending: string[] };
  /** In words, one line for each channel. */
  summary: string[];
}

/** Decides who was reached (R2.7.3). A person who was tried twice counts once. */
export function operationTestResult(
  steps: readonly ResultStep[],
  language: Language = "ja",
): OperationTestResult {
  const mail = told(steps, "mail");
  const chat = told(steps, "chat");
  const calls = steps.filter((step) => step.channel === "call");
  const people = new Map(calls.map((step) => [step.recipient, step.name]));
  const groups = Map.groupBy(people.keys(), (id) => reachedBy(calls.filter((step) => step.recipient === id)));
  const reached = groups.get("reached") ?? [];
  const notReached = groups.get("notReached") ?? [];
  const pending = groups.get("pending") ?? [];
  const names = (ids: string[]): string =>
    listed(
      ids.map((id) => texts.person({ name: people.get(id) ?? id }, language)),
      language,
    );
  return {
    mail,
    chat,
    call: { reached, notReached, pending },
    summary: [
      ...(mail.total === 0 ? [] : [texts.mail(mail, language)]),
      ...(chat.total === 0 ? [] : [texts.chat(chat, language)]),
      ...(people.size === 0 ? [] : [texts.call({ total: people.size, reached: reached.length }, language)]),
      ...(reached.length === 0 ? [] : [texts.reached({ names: names(reached) }, language)]),
      ...(notReached.length === 0 ? [] : [texts.notReached({ names: names(notReached) }, language)]),
      ...(pending.length === 0 ? [] : [texts.pending({ names: names(pending) }, language)]),
    ],
  };
}

function reachedBy(tries: readonly ResultStep[]): "reached" | "notReached" | "pending" {
  if (tries.some((step) => step.outcome === "acknowledged")) return "reached";
  return tries.some((step) => step.outcome === null) ? "pending" : "notReached";
}

function told(steps: readonly ResultStep[], channel: TestChannel): { sent: number; total: number } {
  const own = steps.filter((step) => step.channel === channel);
  return { sent: own.filter((step) => step.outcome === "sent").length, total: own.length };
}
