/** Single figures as in telephone numbers: short ones are drawn out, so none is missed. */
export const figureReadings: readonly string[] = [
  "ゼロ",
  "イチ",
  "ニー",
  "サン",
  "ヨン",
  "ゴー",
  "ロク",
  "ナナ",
  "ハチ",
  "キュー",
];

const letterReadings: Record<string, string> = Object.fromEntries(
  `a エー b ビー c シー d ディー e イー f エフ g ジー h エイチ i アイ j ジェー k ケー l エル m エム n エヌ
   o オー p ピー q キュー r アール s エス t ティー u ユー v ブイ w ダブリュー x エックス y ワイ z ゼット`
    .split(/\s+(?=[a-z] )/)
    .map((pair) => pair.trim().split(" ") as [string, string]),
);

export const letters = (word: string): string[] =>
  [...word.toLowerCase()].map((letter) => letterReadings[letter] ?? letter);

export const symbolReadings: Record<string, string> = {
  "-": "ハイフン",
  ".": "ドット",
  _: "アンダーバー",
  "/": "スラッシュ",
  "\\": "バックスラッシュ",
  ":": "コロン",
  "%": "パーセント",
  "#": "シャープ",
  "@": "アットマーク",
  "+": "プラス",
  "*": "アスタリスク",
  "&": "アンド",
  "=": "イコール",
  ">": "だいなり",
  "<": "しょうなり",
  "~": "チルダ",
  $: "ドル",
};

/** Read letter by letter in one go, as engineers say them. */
const acronyms = `http https tcp udp ip cpu gpu db api url uri dns ssl tls ssh ftp sftp smtp snmp icmp ntp nfs vpn cdn
  vm os sv ap lb fw nw gw ec ecs ecr rds elb alb nlb ebs sqs sns aws gcp iis php jvm jdk ssd hdd io id ng sql dhcp html
  xml mx ns kvs bgp`;

/** Words that a Japanese operator reads as words. Everything else is read letter by letter. */
const words = `web ウェブ www ダブリューダブリューダブリュー app アプリ mail メール server サーバー host ホスト node ノード
  server サーバー service サービス process プロセス memory メモリー mem メモリー disk ディスク load ロード average アベレージ
  avg アベレージ swap スワップ usage ユーセージ used ユーズド utilization ユーティライゼーション space スペース free フリー
  full フル file ファイル filesystem ファイルシステム inode アイノード network ネットワーク net ネット traffic トラフィック
  packet パケット loss ロス latency レイテンシー response レスポンス request リクエスト requests リクエスト time タイム
  timeout タイムアウト error エラー errors エラー rate レート count カウント status ステータス code コード check チェック
  health ヘルス probe プローブ ping ピング port ポート connection コネクション connections コネクションズ connect コネクト
  refused リフューズド failed フェイルド failure フェイラー fail フェイル down ダウン up アップ dead デッド alive アライブ
  high ハイ low ロー slow スロー too トゥー many メニー missing ミッシング unreachable アンリーチャブル
  unavailable アンアベイラブル available アベイラブル critical クリティカル warning ワーニング alert アラート
  alarm アラーム monitor モニター log ログ logs ログ query クエリー queries クエリー queue キュー job ジョブ batch バッチ
  backup バックアップ restart リスタート stopped ストップド instance インスタンス target ターゲット cluster クラスター
  pod ポッド container コンテナ docker ドッカー kubernetes クーバネティス kube クーベ master マスター slave スレーブ
  primary プライマリー secondary セカンダリー standby スタンバイ replica レプリカ replication レプリケーション lag ラグ
  cache キャッシュ proxy プロキシ gateway ゲートウェイ router ルーター switch スイッチ firewall ファイアウォール
  balancer バランサー front フロント frontend フロントエンド back バック backend バックエンド admin アドミン user ユーザー
  auth オース login ログイン order オーダー payment ペイメント search サーチ shop ショップ site サイト store ストア
  page ページ image イメージ static スタティック file ファイル storage ストレージ data データ database データベース
  certificate サーティフィケート cert サート expiry エクスパイアリー expired エクスパイアード expires エクスパイアズ
  nginx エンジンエックス apache アパッチ tomcat トムキャット mysql マイエスキューエル mariadb マリアディービー
  postgres ポストグレス postgresql ポストグレスキューエル redis レディス memcached メムキャッシュディー oracle オラクル
  mongo モンゴ elasticsearch エラスティックサーチ kafka カフカ jenkins ジェンキンス windows ウィンドウズ linux リナックス
  cron クロン ldap エルダップ pop ポップ imap アイマップ raid レイド nas ナス ram ラム json ジェイソン java ジャバ
  prod プロッド production プロダクション staging ステージング stage ステージ test テスト dev デブ develop デベロップ
  demo デモ tokyo トウキョウ osaka オオサカ nagoya ナゴヤ japan ジャパン east イースト west ウエスト north ノース
  south サウス northeast ノースイースト central セントラル local ローカル internal インターナル example イグザンプル
  com コム co シーオー jp ジェーピー is イズ not ノット of オブ no ノー on オン in イン to トゥー the ザ for フォー
  and アンド or オア has ハズ from フロム ok オーケー`;

export const wordReadings: ReadonlyMap<string, string> = new Map([
  ...acronyms.split(/\s+/).map((word): [string, string] => [word, letters(word).join("")]),
  ...[...words.matchAll(/([a-z]+) (\S+)/g)].map(([, word, reading]): [string, string] => [word!, reading!]),
]);
