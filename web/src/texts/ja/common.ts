import { stateTexts } from "../../../../domain/incidents/phaseTexts.ts";
import { wordsIn } from "../../../../domain/words/sentence.ts";

export const common = {
  level: { low: "低", middle: "中", high: "高" },
  levelName: "警報レベル {{level}}",
  state: wordsIn(stateTexts, "ja"),
  plan: { basic: "Basic", standard: "Standard", professional: "Professional", full: "Full Management" },
  remaining: "残り {{time}}",
  overdue: "超過 {{time}}",
  hours: "{{hours}}時間{{minutes}}分",
  minutes: "{{minutes}}分{{seconds}}秒",
  seconds: "{{seconds}}秒",
  days: "{{days}}日{{hours}}時間",
  none: "なし",
  unknownCustomer: "お客様不明",
  loading: "読み込んでいます",
  close: "閉じる",
  cancel: "やめる",
  retry: "もう一度",
  copy: "コピー",
  copied: "コピーしました",
  search: "検索",
  clear: "消す",
  noMatch: "当てはまるものがありません",
  keys: {
    title: "キー操作",
    enabled: "キー操作を使う",
    off: "文字の入力中とダイアログの中では働きません。",
  },
  problem: {
    title: "表示できませんでした",
    network: "サーバーに接続できません。通信を確認して、もう一度お試しください。",
    unavailable: "サーバーが応答できない状態です。少し待って、もう一度お試しください。",
    forbidden: "この画面や操作を使う権限がありません。",
    notFound: "見つからないか、表示する権限がありません。",
    unknown: "サーバーの不具合で完了できませんでした。",
  },
};
