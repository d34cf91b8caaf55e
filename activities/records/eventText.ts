import type { AlertEvent } from "../../domain/incident/alerts.ts";
import { type Level, levelWord } from "../../domain/level.ts";

/** What an alert meant for its incident, as the timeline says it. */
export function eventText(event: AlertEvent, level: Level): string {
  switch (event) {
    case "level-raised":
      return `レベルが${levelWord(level)}に上がりました`;
    case "level-fell":
      return `レベルが${levelWord(level)}に下がりました`;
    case "series-recovered":
      return "一部が復旧しました。ほかはまだ発生しています";
    case "out-of-date":
      return "すでに分かっていることより古いアラートのため、何も変わりません";
    case "already-recovered":
      return "発生していない警報の復旧のため、何も変わりません";
    case "firing":
    case "firing-again":
      return "発生しました";
    case "repeat":
      return "継続中です";
    case "recovered":
      return "復旧しました";
    case "acknowledged":
      return "対応確認されました";
    case "seen-before":
      return "受け付け済みのアラートです";
  }
}
