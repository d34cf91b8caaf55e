import type { CallOutcome } from "../calling/outcome.ts";
import { callOutcomeWord } from "../telling/fallbackMail.ts";

export const testChannels = ["mail", "chat", "call"] as const;
export type TestChannel = (typeof testChannels)[number];

/** How one recipient of an operation test was told by one channel. */
export type StepOutcome = "sent" | "refused" | CallOutcome;

export const stepOutcomes = [
  "sent",
  "refused",
  "failed",
  "skipped",
  "aborted",
  "acknowledged",
  "ignored",
  "missed",
  "busy",
] as const satisfies readonly StepOutcome[];

/** In words: a call's as everywhere, 応答(1) for who pressed 1. */
export function stepOutcomeWord(channel: TestChannel, outcome: StepOutcome): string {
  if (outcome === "sent") return channel === "chat" ? "投稿しました" : "送信しました";
  if (outcome === "refused") return "受け付けられませんでした";
  if (channel !== "call" && outcome === "failed") return "送信できませんでした";
  return callOutcomeWord(outcome);
}
