import { actorFor } from "../people/actor.ts";
import { listFor } from "../words/lists.ts";
import { because, phrases, wording } from "../words/phrase.ts";
import { sentence, words } from "../words/sentence.ts";

/** The result of a run's step, as the timeline shows it. */
export const stepStateTexts = words({
  running: ["実行中", "running"],
  yes: ["はい", "yes"],
  no: ["いいえ", "no"],
  done: ["完了", "done"],
  failed: ["失敗", "failed"],
  cut: ["中断", "cut off"],
});

export const runStateTexts = words({
  running: ["実行中", "running"],
  recovered: ["復旧", "recovered"],
  failed: ["復旧せず", "not recovered"],
  aborted: ["中止", "stopped"],
  "timed-out": ["時間切れ", "out of time"],
  refused: ["実行できず", "refused"],
  skipped: ["対象外", "skipped"],
});

/** How a run ended, in one sentence: on the timeline, in the escalation's mail, in the Temporal UI. */
export const runTexts = phrases("run", {
  recovered: wording(
    "手順書「{title}」（{target}）: 復旧を確認しました",
    "Runbook 「{title}」 ({target}): recovery was seen",
  ),
  verified: wording(
    "手順書「{title}」（{target}）: すべての手順を終え、結果を確認しました",
    "Runbook 「{title}」 ({target}): every step was done, and the result was seen",
  ),
  recoveredBeforeEnd: wording(
    "手順書「{title}」（{target}）: 途中で警報が復旧したため、ここで終了しました",
    "Runbook 「{title}」 ({target}): the alert recovered in the meantime, so it ended here",
  ),
  failedAt: wording(
    "手順書「{title}」（{target}）: 手順「{step}」で中止しました（{$why}）",
    "Runbook 「{title}」 ({target}): ended at step 「{step}」 ({$why})",
  ),
  notRecovered: wording(
    "手順書「{title}」（{target}）: すべての手順を終えましたが、警報の復旧を確認できませんでした",
    "Runbook 「{title}」 ({target}): every step was done, but the alert did not recover",
  ),
  aborted: wording(
    "手順書「{title}」（{target}）: {by} が中止しました{reason}",
    "Runbook 「{title}」 ({target}): aborted by {by}{reason}",
    { by: actorFor, reason: because },
  ),
  timedOut: wording(
    "手順書「{title}」（{target}）: {minutes}分の制限時間に達したため打ち切りました",
    "Runbook 「{title}」 ({target}): stopped at its limit of {minutes} minutes",
  ),
  undone: wording("{$end}。取り消した作業: {undone}", "{$end}. Taken back: {undone}", { undone: listFor }),
  undoneInVain: wording(
    "{$end}。取り消せなかった作業: {failed}",
    "{$end}. Could not be taken back: {failed}",
    { failed: listFor },
  ),
  undoneInPart: wording(
    "{$end}。取り消した作業: {undone}、取り消せなかった作業: {failed}",
    "{$end}. Taken back: {undone}; could not be taken back: {failed}",
    { undone: listFor, failed: listFor },
  ),
  refused: wording(
    "手順書「{runbook}」を開始できません: {$why}",
    "Runbook 「{runbook}」 cannot begin: {$why}",
  ),
  skipped: wording("手順書「{runbook}」は実行しません: {$why}", "Runbook 「{runbook}」 is skipped: {$why}"),
  broke: wording(
    "手順書「{runbook}」の実行中に、システムの内部で失敗しました",
    "An internal fault occurred while runbook 「{runbook}」 ran",
  ),
});

/** The title of the only step that no runbook names: the wait at the end of a run. */
export const recoveryTitle = sentence("警報の復旧を待つ", "Wait for the alert to recover");

/** What a step of a run saw, in addition to what probes report. */
export const actTexts = phrases("act", {
  asked: ["要求は受け付けられました", "The request was accepted"],
  shown: ["実施したことを確認しました", "It was seen to be done"],
  notShown: wording("実施した結果を確認できませんでした（{$seen}）", "It was not seen to be done ({$seen})"),
  neverBegun: [
    "始めていなかったため、取り消すものはありません",
    "It was never begun, so there is nothing to take back",
  ],
  unchanged: ["前の状態から変わっていません", "Nothing has changed"],
  markUnknown: wording(
    "実施前の状態を確認できないため、実施していません（{$seen}）",
    "The state before the act is unknown, so the act was not done ({$seen})",
  ),
  mayBeDone: [
    "途中で中断したため、実施済みか確認できません。二重に実施しないよう、再実施せずに続けます",
    "It broke off in the middle and may have been done. It is not repeated, and the run goes on",
  ],
  outOfTime: ["制限時間内に終わりませんでした", "It did not end in its time"],
  byOperator: ["オペレーターが実施しました", "An operator did it"],
  notByOperator: ["オペレーターが実施できないと回答しました", "An operator said that it could not be done"],
  nobodyDidIt: ["時間内に実施の連絡がありませんでした", "Nobody reported in time that it was done"],
  recovered: ["警報が復旧しました", "The alert has recovered"],
  stillFiring: ["警報はまだ復旧していません", "The alert has not recovered"],
});

const capability = words({
  primaryResponse: ["障害一次対応", "primary response"],
  secondaryResponse: ["障害二次対応", "secondary response"],
});

const what = words({
  name: ["名前", "name"],
  host: ["ホスト", "host"],
  instance: ["インスタンスID", "instance id"],
});

/** Why a run cannot begin. */
export const refusedRunTexts = phrases("run-refused", {
  planExcludes: wording(
    "契約プラン（{plan}）に{capability}が含まれていません",
    "The plan ({plan}) does not include {capability}",
    { capability },
  ),
  unknownRunbook: wording("手順書 {runbook} がありません", "There is no runbook {runbook}"),
  wrongKind: wording(
    "手順書 {runbook} は{capability}の手順書ではありません",
    "Runbook {runbook} is none for {capability}",
    { capability },
  ),
  badParameter: wording(
    "パラメーター {name} が正しくありません（{$why}）",
    "Parameter {name} is wrong ({$why})",
  ),
  oftenEnough: wording(
    "{target} で直近1時間に{times}回、自動で実行しています（上限{times}回）",
    "It began by itself on {target} {times} times within the last hour; that is the limit",
  ),
  notAllowed: wording(
    "{value} は、対象 {target} で手動の指定が認められている範囲（{field}: {allowed}）にありません",
    "{value} may not be given by hand on target {target} ({field}: {allowed})",
  ),
  noTarget: wording(
    "{node} はマネジメント対象として登録されていません",
    "{node} is no managed target of the customer's file",
  ),
  ambiguous: wording("対象 {target} は複数のシステムにあります", "Target {target} stands in several systems"),
  noValue: wording("対象 {target} の{what}の設定がありません", "Target {target} has no {what}", { what }),
  noInstance: wording(
    "対象 {target} として動作中のインスタンスが見つかりません",
    "No running instance is found that is target {target}",
  ),
  manyInstances: wording(
    "対象 {target} として動作中のインスタンスが{count}台あり、どれか特定できません",
    "{count} running instances are target {target}, and nothing tells which one is meant",
  ),
  busy: wording(
    "{target} でほかの手順書が実行中のまま{minutes}分待ちました",
    "Another runbook was running on {target} for {minutes} minutes",
  ),
  silenced: ["静観中です", "The alert is silenced"],
  recovered: ["警報はすでに復旧しています", "The alert has recovered already"],
  stopped: ["始まる前に中止されました", "It was stopped before it began"],
});

/** Why a run refuses what a person says. */
export const runRefusalTexts = phrases("run-refusal", {
  alreadyEnding: ["すでに中止しています", "It is already being aborted"],
  notAsked: ["この手順は回答を待っていません", "This step does not wait for an answer"],
  yesOrNo: ["answerは yes または no を指定してください", "answer must be yes or no"],
  noRun: ["実行中の手順書はありません", "No runbook is running"],
  running: ["すでに手順書を実行中です", "A runbook is running already"],
});
