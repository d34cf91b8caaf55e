import { phrases, wording } from "../words/phrase.ts";

/** Why a recording cannot be played. */
export const recordingTexts = phrases("recording", {
  unplayable: wording("録音を再生できません。{$reason}", "The recording cannot be played. {$reason}"),
  gone: [
    "この録音はありません。保存期間を過ぎたか、削除されています。",
    "There is no such recording: its time is over, or it was deleted.",
  ],
  notHandedOver: wording(
    "電話会社が録音を渡しませんでした（HTTP {status}）",
    "The telephone provider did not hand over the recording (HTTP {status})",
  ),
});
