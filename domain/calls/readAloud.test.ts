import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAloud } from "./readAloud.ts";

const hosts: [string, string][] = [
  ["web01", "ウェブ ゼロイチ"],
  ["web-02", "ウェブ ハイフン ゼロニー"],
  ["WEB01", "ウェブ ゼロイチ"],
  ["ｗｅｂ０１", "ウェブ ゼロイチ"],
  ["db_master", "ディービー アンダーバー マスター"],
  ["dbserver5", "ディービー サーバー ゴー"],
  ["ap-prod-10", "エーピー ハイフン プロッド ハイフン イチゼロ"],
  ["xyz7", "エックス ワイ ゼット ナナ"],
  ["10.0.1.11", "イチゼロ テン ゼロ テン イチ テン イチイチ"],
  ["10.0.1.11:8080", "イチゼロ テン ゼロ テン イチ テン イチイチ コロン ハチゼロハチゼロ"],
  ["ip-10-0-1-11", "アイピー ハイフン イチゼロ ハイフン ゼロ ハイフン イチ ハイフン イチイチ"],
  ["i-0abc123", "アイ ハイフン ゼロ エー ビー シー イチニーサン"],
  [
    "www.acme.co.jp",
    "ダブリューダブリューダブリュー ドット エー シー エム イー ドット シーオー ドット ジェーピー",
  ],
  ["mail.example.com", "メール ドット イグザンプル ドット コム"],
  ["2号機", "2号機"],
  ["01号機", "ゼロイチ 号機"],
  ["基幹サーバ03", "基幹サーバ ゼロサン"],
  ["", "名称なし"],
  ["-", "ハイフン"],
];

const alarms: [string, string][] = [
  ["HTTP", "エイチティーティーピー"],
  ["HTTPS", "エイチティーティーピーエス"],
  ["HTTP応答監視", "エイチティーティーピー 応答監視"],
  ["HTTP 503", "エイチティーティーピー ゴーゼロサン"],
  ["CPU使用率", "シーピーユー 使用率"],
  ["CPU > 90%", "シーピーユー だいなり 90パーセント"],
  ["ディスク使用率 95.5%", "ディスク使用率 95.5パーセント"],
  ["応答時間 5秒", "応答時間 5秒"],
  ["滞留 1,234件", "滞留 1234件"],
  ["滞留 １，２３４，５６７ 件", "滞留 1234567 件"],
  ["書込 12,345.6 %", "書込 12345.6パーセント"],
  ["queue 1,234", "キュー 1234"],
  ["監視対象 1,2,3", "監視対象 イチ、ニー、サン"],
  ["load average 12.5", "ロード アベレージ 12.5"],
  ["InstanceDown", "インスタンス ダウン"],
  ["HTTPErrorRateTooHigh", "エイチティーティーピー エラー レート トゥー ハイ"],
  ["MySQL replication lag", "マイエスキューエル レプリケーション ラグ"],
  ["KubePodCrashLooping", "クーベ ポッド シー アール エー エス エイチ エル オー オー ピー アイ エヌ ジー"],
  ["Disk full: /var/log", "ディスク フル、スラッシュ ブイ エー アール スラッシュ ログ"],
  ["SSL証明書 (www)", "エスエスエル 証明書、ダブリューダブリューダブリュー"],
  ["🔥 web down 🔥", "ウェブ ダウン"],
  ["ping - timeout", "ピング、タイムアウト"],
  ["プロセス停止", "プロセス停止"],
  ["ﾃﾞｨｽｸ", "ディスク"],
];

describe("names on the telephone", () => {
  it.each(hosts)("[R5.2.2a] reads the host %s as %s", (host, reading) => {
    expect(readAloud(host)).toBe(reading);
  });

  it.each(alarms)("[R5.2.2a] reads the alarm %s as %s", (alarm, reading) => {
    expect(readAloud(alarm)).toBe(reading);
  });

  it("[R5.2.2d] cuts what is too long to take in", () => {
    const reading = readAloud(
      "Sorry, this alarm has a subject that goes on and on for ever and ever and ever",
    );
    expect(reading.length).toBeLessThanOrEqual(90);
    expect(reading).toMatch(/、以下省略$/);
  });

  it("[R5.2.2a] leaves no Latin letter and no sign for the voice to guess at", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const reading = readAloud(text);
        expect(reading).not.toMatch(/[A-Za-z<>&"'[\]{}\n]/);
        expect(reading.length).toBeLessThanOrEqual(90);
        expect(reading).not.toBe("");
      }),
    );
  });
});
