import { sentence } from "../words/sentence.ts";

/** Why a recording cannot be played. */
export const recordingTexts = {
  unplayableBecause: sentence("録音を再生できません。{$reason}", "The recording cannot be played. {$reason}"),
  unplayable: sentence("録音を再生できません。", "The recording cannot be played."),
  gone: sentence(
    "この録音はありません。保存期間を過ぎたか、削除されています。",
    "There is no such recording: its time is over, or it was deleted.",
  ),
  notHandedOver: sentence(
    "電話会社が録音を渡しませんでした（HTTP {status}）",
    "The telephone provider did not hand over the recording (HTTP {status})",
  ),
};
