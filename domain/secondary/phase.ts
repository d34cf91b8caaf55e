import type { Language } from "../words/language.ts";
import { sentence, words } from "../words/sentence.ts";
import type { SecondaryKind, SecondaryState } from "./record.ts";

interface Stands {
  kind: SecondaryKind;
  state: SecondaryState;
  /** One operator recorded an answer heard on the telephone; another must confirm it. */
  isHeard: boolean;
}

const kinds = words({
  response: ["障害二次対応", "secondary response"],
  "vendor-inquiry": ["ベンダー問い合わせ", "vendor inquiry"],
  "cause-analysis": ["原因調査", "cause analysis"],
});

const heard = sentence(
  "{kind}への電話での同意は別のオペレーターの確認待ち",
  "{kind} agreed to by phone; another operator must confirm it",
);
const toReport = sentence("{kind}の報告待ち", "{kind} to be reported");
const texts: { [State in SecondaryState]?: typeof toReport } = {
  proposed: sentence("{kind}のご回答待ち", "{kind} waits for an answer"),
  approved: sentence("{kind}は承認済み", "{kind} agreed to"),
  scheduled: sentence("{kind}の予定あり", "{kind} scheduled"),
  running: sentence("{kind}を実施中", "{kind} under way"),
  verified: toReport,
  failed: toReport,
};

/** A part of its incident's phase: what happens to it now (R5.7); null once nothing is left to do. */
export function secondaryPhase(
  { kind, state, isHeard }: Stands,
  language: Language = "ja",
): { words: string; isRunning: boolean } | null {
  const text = texts[state];
  if (text === undefined) return null;
  const said = (isHeard ? heard : text)({ kind: kinds[kind](language) }, language);
  return { words: said, isRunning: state === "running" };
}
