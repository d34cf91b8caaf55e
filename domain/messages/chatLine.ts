import { levelWord } from "../alerts/level.ts";
import { cutAtGrapheme, oneLine, orDash } from "../words/oneLine.ts";
import { chatTime } from "../words/times.ts";
import { type AlertFacts, eventWord } from "./facts.ts";

/** R5.4 limits the log's summary. The other fields get the same limit, so no tool can flood a chat. */
const mostCodePoints = 1024;

/**
 * The chat line of R5.4: <発生イベント> <ノード名> <警報名> <検知データ> <警報レベル> <検知時間> <ログのサマリ>. Plain text; chat/registry.ts escapes
 * it for each chat.
 */
export function chatLine(facts: AlertFacts, options: { log: boolean } = { log: true }): string {
  const at = facts.event === "recovery" ? (facts.recoveredAt ?? facts.saidAt) : facts.saidAt;
  const log = options.log && facts.log !== null ? field(facts.log) : "-";
  return [
    eventWord(facts.event),
    field(facts.node),
    field(facts.alarm),
    field(facts.value),
    levelWord(facts.level),
    chatTime(at, facts.timezone),
    ...(log === "-" ? [] : [log]),
  ].join(" ");
}

const field = (text: string | null): string =>
  orDash(text === null ? null : cutAtGrapheme(oneLine(text), mostCodePoints));
