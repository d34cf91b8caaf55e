import {
  act,
  answers,
  ask,
  command,
  doneWhen,
  manual,
  repeatable,
  runbook,
  waitUntil,
} from "../../runbooks/sdk/index.ts";

const onHost = (script: string) => command(["sh", "-c", script], { asRoot: true });
const note = (line: string) => onHost(`echo ${line} >> /run/ledger`);
const holds = { criterion: "できれば続けます。", probe: answers(command(["true"])), withinSeconds: 10 };

/** Changes two things that can be undone, the second one slowly. */
export const swap = runbook({
  id: "swap",
  title: "入れ替え",
  kind: "primary",
  purpose: "二つの設定を入れ替えます。",
  params: {},
  steps: () => [
    act({
      title: "一つ目を替える",
      action: note("first"),
      effect: repeatable,
      undo: { title: "一つ目を戻す", action: note("first-back"), withinSeconds: 20 },
      withinSeconds: 10,
    }),
    act({
      title: "二つ目を替える",
      action: onHost("echo second >> /run/ledger; exec sleep 2000"),
      effect: repeatable,
      undo: { title: "二つ目を戻す", action: note("second-back"), withinSeconds: 20 },
      withinSeconds: 300,
    }),
  ],
  verify: () => ({ title: "入れ替わっている", ...holds }),
  recoveryWaitSeconds: 200,
});

/** Asks people for a decision, and for work by hand. */
export const asking = runbook({
  id: "asking",
  title: "判断を仰ぐ",
  kind: "primary",
  purpose: "オペレーターの判断で進めます。",
  params: {},
  steps: () => [
    ask({
      title: "再起動してよい",
      criterion: "利用者がいなければ再起動します。",
      withinSeconds: 120,
      unanswered: "no",
      yes: [
        manual({
          title: "電源を入れ直す",
          instructions: "ラックで電源を入れ直してください。",
          criterion: "ランプが点灯すれば続けます。",
          withinSeconds: 300,
        }),
      ],
      no: [
        act({
          title: "記録だけ残す",
          action: note("kept"),
          effect: doneWhen.holds(answers(command(["grep", "-q", "kept", "/run/ledger"], { asRoot: true }))),
          cannotBeUndone: "記録のため",
          withinSeconds: 60,
        }),
      ],
    }),
  ],
  verify: () => ({ title: "動いている", ...holds }),
  recoveryWaitSeconds: 200,
});

/** Prints as its test lets it: each line once its file exists. */
export const talking = runbook({
  id: "talking",
  title: "経過の報告",
  kind: "primary",
  purpose: "進みぐあいを出力します。",
  params: {},
  steps: () => [
    act({
      title: "報告する",
      action: onHost(
        "echo begun; for line in 1 2 3; do until test -e /run/says/$line; do sleep 0.1; done; cat /run/says/$line; done",
      ),
      effect: repeatable,
      cannotBeUndone: "出力のため",
      withinSeconds: 300,
    }),
  ],
  verify: () => ({ title: "終わっている", ...holds }),
  recoveryWaitSeconds: 200,
});

const untilItMay = (what: "work" | "undo", began: string, ended: string) =>
  onHost(
    `echo ${began} >> /run/ledger; until test -e /run/may-${what}; do sleep 0.1; done; echo ${ended} >> /run/ledger`,
  );

/**
 * Works, and undoes, for as long as its test wants: until `/run/may-work` and `/run/may-undo` exist.
 * `/run/mended`: it helped.
 */
export const held = runbook({
  id: "held",
  title: "時間のかかる作業",
  kind: "primary",
  purpose: "時間をかけて作業します。",
  params: {},
  steps: () => [
    act({
      title: "作業する",
      action: untilItMay("work", "works", "worked"),
      effect: repeatable,
      undo: { title: "元に戻す", action: untilItMay("undo", "undoes", "undone"), withinSeconds: 200 },
      withinSeconds: 300,
    }),
  ],
  verify: () => ({ title: "直っている", ...holds, probe: answers(command(["test", "-e", "/run/mended"])) }),
  recoveryWaitSeconds: 200,
});

/** Waits for something that cannot happen while the alert fires. */
export const waiting = runbook({
  id: "waiting",
  title: "待つ",
  kind: "primary",
  purpose: "整うのを待ちます。",
  params: {},
  steps: () => [
    act({
      title: "印を付ける",
      action: note("marked"),
      effect: repeatable,
      undo: { title: "印を消す", action: note("unmarked"), withinSeconds: 20 },
      withinSeconds: 10,
    }),
    waitUntil({
      title: "整う",
      criterion: "整えば続けます。",
      probe: answers(command(["false"])),
      everySeconds: 50,
      withinSeconds: 500,
    }),
  ],
  verify: () => ({ title: "整っている", ...holds }),
  recoveryWaitSeconds: 200,
});

/** Longer than allowed: no start would accept it. Its undo needs all but a few seconds of the time. */
export const tooLong = runbook({
  id: "too-long",
  title: "長い作業",
  kind: "primary",
  purpose: "時間が足りません。",
  params: {},
  steps: () => [
    act({
      title: "印を付ける",
      action: note("marked"),
      effect: repeatable,
      undo: { title: "印を消す", action: note("unmarked"), withinSeconds: 882 },
      withinSeconds: 5,
    }),
    act({
      title: "時間のかかる作業",
      action: command(["sleep", "2000"]),
      effect: repeatable,
      cannotBeUndone: "待つだけのため",
      withinSeconds: 300,
    }),
  ],
  verify: () => ({
    title: "終わっている",
    criterion: "終わっていれば続けます。",
    probe: answers(command(["true"])),
    withinSeconds: 5,
  }),
  recoveryWaitSeconds: 0,
});
