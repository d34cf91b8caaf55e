import {
  act,
  addressList,
  answers,
  check,
  command,
  doneWhen,
  each,
  joined,
  runbook,
  script,
  scriptText,
  wayInIsOutside,
  wholeNumber,
} from "../sdk/index.ts";

const text = scriptText("./scripts/block-addresses.sh", import.meta.url);

export default runbook({
  id: "block-addresses",
  title: "通信元アドレスの遮断（nftables）",
  kind: "secondary",
  purpose:
    "攻撃などの通信元からサーバーへの通信を、期限を決めて遮断します。専用のテーブルだけを使い、お客様の既存の設定は変更しません。期限が来るか、サーバーを再起動すると解除されます。",
  params: {
    addresses: addressList({
      what: "遮断するアドレスまたはネットワーク（IPv4・IPv6、コンマまたは空白区切り）",
      example: "192.0.2.7, 198.51.100.0/24, 2001:db8::/48",
    }),
    hours: wholeNumber({ what: "遮断する時間（時間単位）", example: "24" }, { min: 1, max: 720 }),
  },
  steps: ({ addresses, hours }) => {
    const these = each(addresses);
    const areBlocked = answers(
      script({ does: "遮断されていることの確認", text, given: ["blocked", these] }, { asRoot: true }),
    );
    return [
      check({
        title: "弊社の接続元が遮断の対象に含まれない",
        criterion:
          "含まれなければ続けます。含まれるか確認できない場合は、作業を続けられなくなるため、何もせず中止します。",
        probe: wayInIsOutside([these]),
        withinSeconds: 30,
      }),
      check({
        title: "サーバーで nftables を使える",
        criterion: "使えれば続けます。使えなければこの方法では遮断できないため、中止します。",
        probe: answers(command(["nft", "list", "tables"], { asRoot: true })),
        withinSeconds: 30,
      }),
      check({
        title: "まだ遮断されていない",
        criterion:
          "どれも遮断されていなければ続けます。遮断済みのものがあれば、その期限や取り消しと混ざるため、中止します。",
        probe: answers(
          script({ does: "遮断されていないことの確認", text, given: ["unblocked", these] }, { asRoot: true }),
        ),
        withinSeconds: 30,
      }),
      act({
        title: "アドレスを遮断する",
        action: script(
          { does: "期限付きの遮断", text, given: ["block", joined(hours, "h"), these] },
          { asRoot: true },
        ),
        effect: doneWhen.holds(areBlocked),
        undo: {
          title: "このアドレスの遮断だけを解除する",
          action: script({ does: "遮断の解除", text, given: ["unblock", these] }, { asRoot: true }),
          withinSeconds: 60,
        },
        withinSeconds: 60,
      }),
    ];
  },
  verify: ({ addresses }) => ({
    title: "すべてのアドレスが遮断されている",
    criterion: "すべて遮断されていれば完了です。一つでも遮断されていなければ、取り消して報告します。",
    probe: answers(
      script(
        { does: "遮断されていることの確認", text, given: ["blocked", each(addresses)] },
        { asRoot: true },
      ),
    ),
    withinSeconds: 30,
  }),
  recoveryWaitSeconds: 0,
});
