import { events, shownAs } from "../words/event.ts";
import { type Reader, wording } from "../words/phrase.ts";
import { alertStatusTexts, levelTexts } from "./texts.ts";

const status = alertStatusTexts;

function value(said: string | null, { language }: Reader): string {
  if (said === null) return "";
  return language === "ja" ? ` ${said}` : `, ${said}`;
}

function rule(name: string | null, { language }: Reader): string {
  if (name !== null) return name;
  return language === "ja" ? "なし" : "none";
}

const alert = shownAs("alert");

/** What happened to an alert. */
export const alertEvents = events("alert", {
  joined: alert(
    wording("アラート受付: {status} レベル{level}{value}", "Alert received: {status}, level {level}{value}", {
      status,
      level: levelTexts,
      value,
    }),
  ),
  opened: alert(
    wording(
      "アラート受付: {status} レベル{level}{value}（対応ルール: {rule}）",
      "Alert received: {status}, level {level}{value} (rule: {rule})",
      { status, level: levelTexts, value, rule },
    ),
  ),
  keptQuietly: alert(
    wording(
      "アラート受付: {status} レベル{level}{value}（通知なし: {$reason}）",
      "Alert received: {status}, level {level}{value} (nobody told: {$reason})",
      { status, level: levelTexts, value },
    ),
  ),
  clockAhead: alert(
    wording(
      "監視ツールの時刻が{minutes}分進んでいます。ツールの時刻の代わりに受付時刻で前後を判断します",
      "The tool's clock is {minutes} minutes ahead. The order of alerts is judged by when we received them",
    ),
  ),
});
