import { callOutcomeWord } from "../calls/fallbackMail.ts";
import type { CallOutcome } from "../calls/outcome.ts";
import type { Language } from "../words/language.ts";
import { tellingOutcomeTexts } from "./texts.ts";

export const testChannels = ["mail", "chat", "call"] as const;
export type TestChannel = (typeof testChannels)[number];

/** How an operation test reached one recipient by one channel. */
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

/** Words the outcome; calls have the usual words, such as 応答(1) after a pressed 1. */
export function stepOutcomeWord(
  channel: TestChannel,
  outcome: StepOutcome,
  language: Language = "ja",
): string {
  const { posted, mailed, refused, failed } = tellingOutcomeTexts;
  if (outcome === "sent") return (channel === "chat" ? posted : mailed)(language);
  if (outcome === "refused") return refused(language);
  if (channel !== "call" && outcome === "failed") return failed(language);
  return callOutcomeWord(outcome, language);
}
