import type { StepOutcome, TestChannel } from "./step.ts";

export interface ResultStep {
  channel: TestChannel;
  recipient: string;
  name: string;
  outcome: StepOutcome | null;
}

export interface OperationTestResult {
  mail: { sent: number; total: number };
  chat: { sent: number; total: number };
  /** Contacts by id: reached is who pressed 1; pending whose call has not ended. */
  call: { reached: string[]; notReached: string[]; pending: string[] };
  /** In words, a line a channel. */
  summary: string[];
}

/** Who was reached (R2.7.3). A person who was tried twice counts once. */
export function operationTestResult(steps: readonly ResultStep[]): OperationTestResult {
  const mail = told(steps, "mail");
  const chat = told(steps, "chat");
  const calls = steps.filter((step) => step.channel === "call");
  const people = new Map(calls.map((step) => [step.recipient, step.name]));
  const groups = Map.groupBy(people.keys(), (id) => reachedBy(calls.filter((step) => step.recipient === id)));
  const reached = groups.get("reached") ?? [];
  const notReached = groups.get("notReached") ?? [];
  const pending = groups.get("pending") ?? [];
  const names = (ids: string[]): string => ids.map((id) => `${people.get(id)} 様`).join("、");
  return {
    mail,
    chat,
    call: { reached, notReached, pending },
    summary: [
      ...(mail.total === 0 ? [] : [`メール: ${mail.total}件中${mail.sent}件を送信`]),
      ...(chat.total === 0 ? [] : [`チャット: ${chat.total}件中${chat.sent}件を投稿`]),
      ...(people.size === 0 ? [] : [`電話: ${people.size}名中${reached.length}名が1を押して確認`]),
      ...(reached.length === 0 ? [] : [`確認: ${names(reached)}`]),
      ...(notReached.length === 0 ? [] : [`未確認: ${names(notReached)}`]),
      ...(pending.length === 0 ? [] : [`架電中・架電待ち: ${names(pending)}`]),
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
