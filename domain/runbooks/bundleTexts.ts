import { phrases, wording } from "../words/phrase.ts";

/** The results of making or using an image of an instance. */
export const imageTexts = phrases("image", {
  snapshots: wording(
    "スナップショット {snapshots} を取得しています",
    "Snapshots are being taken: {snapshots}",
  ),
  noImage: wording(
    "インスタンス {instance} の利用できるイメージがありません",
    "There is no image of the instance {instance} that can be used",
  ),
  restored: wording(
    "イメージ {image} からインスタンス {instance} を作成しました",
    "The instance {instance} was made from the image {image}",
  ),
  nothingRestored: wording(
    "インスタンス {instance} から復元したインスタンスがありません",
    "No instance has been restored from {instance}",
  ),
  joined: wording(
    "インスタンス {instance} をロードバランサーに登録しました（{count}件）",
    "The instance {instance} was registered at load balancers ({count})",
  ),
  left: wording(
    "インスタンス {instance} をロードバランサーから切り離しました（{count}件）",
    "The instance {instance} was taken out of load balancers ({count})",
  ),
});

/** The results of fetching files from a target. */
export const bundleTexts = phrases("bundle", {
  whole: wording(
    "ログを{files}件取得しました（圧縮後 {kibibytes} KiB）",
    "{files} log files were collected ({kibibytes} KiB packed)",
  ),
  inPart: wording(
    "ログを{files}件取得しました（圧縮後 {kibibytes} KiB）。上限 {limit} MiB のため、{cut}件は末尾のみ、{left}件は含まれません",
    "{files} log files were collected ({kibibytes} KiB packed). Because of the limit of {limit} MiB, only the end of {cut} is included, and {left} are left out",
  ),
  empty: ["指定の日時以降に更新されたログがありません", "No log file has been written since that time"],
  tooSlow: wording(
    "ログの取得が{seconds}秒以内に終わりませんでした",
    "The log files were not collected within {seconds} s",
  ),
  failed: wording(
    "ログを取得できませんでした（終了コード {code}）",
    "The log files could not be collected (exit code {code})",
  ),
  damaged: ["取得したログが転送中に壊れています", "The log files arrived damaged"],
});
