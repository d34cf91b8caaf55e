import { words } from "./sentence.ts";

/** How a call ended, in the words of the glossary. */
export const callOutcomeTexts = words({
  acknowledged: ["応答(1)", "answered (1)"],
  ignored: ["応答なし操作", "answered, no key pressed"],
  missed: ["不在", "no answer"],
  busy: ["話中", "busy"],
  failed: ["発信失敗", "call failed"],
  aborted: ["中止", "stopped"],
  skipped: ["スキップ", "skipped"],
});
