import { showArgument, type Word } from "./argument.ts";
import type { Action, Effect, Probe } from "./probe.ts";
import { isScript, scriptSection } from "./procedureScripts.ts";
import type { ActStep, Runbook, RunbookKind, Step } from "./tree.ts";
import { everyStep } from "./walk.ts";
import { worstCaseSeconds } from "./worstCase.ts";

/** The 手順書 that a customer agrees to, as Markdown in Japanese. From a filled tree, it is the 手順書 of one run. */
export function procedureOf(runbook: Runbook): string {
  return [
    `# 手順書: ${runbook.title}`,
    facts(runbook),
    `## 目的\n\n${runbook.purpose}`,
    ...(runbook.params.length === 0 ? [] : [`## パラメーター\n\n${paramTable(runbook)}`]),
    `## 手順\n\n${stepList(runbook.steps, "")}`,
    `## 復旧の確認\n\n${verification(runbook)}`,
    `## 中止したとき・復旧しなかったとき\n\n${undoing(runbook)}`,
    ...scriptSection(runbook),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

const kindWords: Record<RunbookKind, string> = {
  primary: "障害一次対応",
  secondary: "障害二次対応",
  periodic: "定期作業",
  requested: "依頼作業",
};

function facts(runbook: Runbook): string {
  return [
    `- 種別: ${kindWords[runbook.kind]}`,
    `- 手順書番号: \`${runbook.id}\``,
    `- 所要時間: 最長${duration(worstCaseSeconds(runbook))}（取り消しの手順を含む）`,
  ].join("\n");
}

function paramTable({ params }: Runbook): string {
  return [
    "| 名前 | 内容 | 例 |",
    "| --- | --- | --- |",
    ...params.map(({ name, what, example }) => `| \`${name}\` | ${what} | \`${example}\` |`),
  ].join("\n");
}

/** Numbers steps 1, 2, 3; inside a branch 2-1, 2-2, two levels deeper. */
function stepList(steps: readonly Step[], prefix: string, indent = ""): string {
  return steps
    .map((step, index) => {
      const number = `${prefix}${index + 1}`;
      const below = [...details(step), ...branches(step, `${number}-`, `${indent}    `)];
      return [`${indent}- **${number}. ${step.title}**`, ...below.map((line) => `${indent}  - ${line}`)].join(
        "\n",
      );
    })
    .join("\n");
}

function branches(step: Step, prefix: string, indent: string): string[] {
  if (step.step !== "when" && step.step !== "ask") return [];
  const branch = (answer: string, inner: readonly Step[]): string =>
    inner.length === 0 ? `${answer}: 次の手順へ進みます` : `${answer}:\n${stepList(inner, prefix, indent)}`;
  return [branch("はい", step.yes), branch("いいえ", step.no)];
}

function details(step: Step): string[] {
  const within = `制限時間: ${duration(step.withinSeconds)}`;
  switch (step.step) {
    case "check":
      return [`確認方法: ${probeWords(step.probe)}`, `判断基準: ${step.criterion}`, within];
    case "when":
      return [`確認方法: ${probeWords(step.probe)}`, `判断基準: ${step.criterion}`, within];
    case "wait":
      return [
        `確認方法: ${probeWords(step.probe)}（${step.everySeconds}秒ごと）`,
        `判断基準: ${step.criterion}`,
        within,
      ];
    case "act":
      return [`作業: ${actionWords(step.action)}`, undoLine(step), effectLine(step.effect), within].filter(
        (line) => line !== "",
      );
    case "ask":
      return [
        "判断者: オペレーター",
        `判断基準: ${step.criterion}`,
        `${duration(step.withinSeconds)}以内に判断がない場合: ${step.unanswered === "yes" ? "はい" : "いいえ"}として進みます`,
      ];
    case "manual":
      return [`作業: ${step.instructions}`, `判断基準: ${step.criterion}`, within];
  }
}

function undoLine({ undo }: ActStep): string {
  if (undo === null) return "変更はありません";
  return "never" in undo
    ? `取り消せません: ${undo.never}`
    : `取り消し: ${undo.title}（${actionWords(undo.action)}）`;
}

function effectLine(effect: Effect): string {
  if ("repeatable" in effect) return "";
  if ("once" in effect) return "二重には行いません: 結果が分からない場合も、もう一度行うことはありません";
  const by =
    "changed" in effect ? `${commandWords(effect.changed)} の出力が変わること` : probeWords(effect.holds);
  return `完了の確認: ${by}`;
}

function verification({ verify, recoveryWaitSeconds }: Runbook): string {
  return [
    `- **${verify.title}**`,
    `  - 確認方法: ${probeWords(verify.probe)}`,
    `  - 判断基準: ${verify.criterion}`,
    `  - 制限時間: ${duration(verify.withinSeconds)}`,
    ...(recoveryWaitSeconds === 0
      ? []
      : [
          `- **監視の復旧を確認する**\n  - 監視ツールからの復旧の知らせを、最長${duration(recoveryWaitSeconds)}待ちます`,
        ]),
  ].join("\n");
}

function undoing(runbook: Runbook): string {
  const undos = everyStep(runbook.steps).flatMap(({ step }) =>
    step.step === "act" && step.undo !== null && "action" in step.undo ? [{ step, undo: step.undo }] : [],
  );
  const opening =
    runbook.kind === "primary"
      ? "手順の途中で中止したとき、または復旧しなかったときは、エスカレーションを行います。"
      : "手順の途中で中止したとき、または結果を確認できなかったときは、その旨をご報告します。";
  if (undos.length === 0) return `${opening}取り消しの手順はありません。`;
  const lines = undos
    .toReversed()
    .map(
      ({ step, undo }) =>
        `- ${undo.title}（「${step.title}」を始めていた場合。制限時間: ${duration(undo.withinSeconds)}）`,
    );
  return `${opening}その前に、次の順で元に戻します。\n\n${lines.join("\n")}`;
}

function probeWords(probe: Probe): string {
  switch (probe.kind) {
    case "command":
      return `${commandWords(probe)} の終了コードが ${probe.exits.join("、")}${probe.output === null ? "" : `、出力が \`${probe.output}\` に一致`}`;
    case "http":
      return `\`${showArgument(probe.url)}\` の応答が ${probe.statuses.join("、")}${probe.contains === null ? "" : `、本文に「${probe.contains}」を含む`}`;
    case "tcp":
      return `\`${showArgument(probe.host)}:${probe.port}\` に接続できる`;
    case "tls":
      return `\`${showArgument(probe.host)}:${probe.port}\` の証明書の残りが${probe.daysLeft}日以上`;
    case "instance":
      return `インスタンスが${{ running: "起動している", stopped: "停止している", "passing-checks": "ステータスチェックに合格している", "behind-a-balancer": "ロードバランサーに登録されている" }[probe.is]}`;
    case "balancer":
      return `ロードバランサー（\`${showArgument(probe.targetGroup)}\`）で${balancerWords[probe.is]}`;
    case "image":
      return probe.is === "available"
        ? "このインスタンスの、利用できるイメージがある"
        : "復元したインスタンスがステータスチェックに合格している";
    case "way-in":
      return `弊社の接続元のアドレスが ${listWords(probe.outside)} に含まれない`;
  }
}

const balancerWords = {
  member: "登録されている",
  healthy: "正常と判定されている",
  out: "切り離されている",
  "others-healthy": "ほかに正常なサーバーがある",
} as const;

/** What an action does, in a customer's words. */
export function actionWords(action: Action): string {
  switch (action.kind) {
    case "command":
      return `${lineOf(action)} を${action.asRoot ? "管理者権限で" : ""}実行`;
    case "instance":
      return `インスタンスを${{ reboot: "再起動", stop: "停止", start: "起動" }[action.do]}`;
    case "balancer":
      return `ロードバランサー（\`${showArgument(action.targetGroup)}\`）${action.do === "take-out" ? "から切り離す" : "に戻す"}`;
    case "image":
      return imageWords[action.do];
    case "bundle":
      return `${listWords(action.paths)} のうち \`${showArgument(action.since)}\` 以降に更新されたファイルを、まとめて取得`;
  }
}

const imageWords = {
  snapshot: "ディスクのスナップショットを取得",
  restore: "最新のイメージから新しいインスタンスを作成（元のインスタンスはそのまま残します）",
  join: "復元したインスタンスを、元のインスタンスと同じロードバランサーに登録",
  leave: "復元したインスタンスをロードバランサーから切り離す",
} as const;

const listWords = (words: readonly Word[]): string =>
  words.map((one) => `\`${showArgument(one)}\``).join("、");

type Command = Pick<Extract<Action | Probe, { kind: "command" }>, "argv" | "asRoot" | "shown">;

/** A command as one would type it. Each argument reaches the program as shown. */
const lineOf = ({ argv, shown }: Command): string =>
  shown === undefined
    ? `\`${argv.map(showArgument).map(quoted).join(" ")}\``
    : `スクリプト「${shown}」${scriptArguments(argv)}`;

/** The arguments after the script's text and its own name. */
const scriptArguments = (argv: readonly Word[]): string => {
  const given = argv.slice(argv.findIndex(isScript) + 2);
  return given.length === 0 ? "" : `（${listWords(given)}）`;
};

const commandWords = (command: Command): string =>
  `${lineOf(command)}${command.asRoot ? "（管理者権限）" : ""}`;

const quoted = (argument: string): string =>
  /^[\w@%+=:,./{}^*-]+$|[ぁ-んァ-ヶ一-龠]/u.test(argument) ? argument : `'${argument}'`;

function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest}秒`;
  return rest === 0 ? `${minutes}分` : `${minutes}分${rest}秒`;
}
