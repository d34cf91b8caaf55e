import { expect, it } from "vitest";
import { type ToldByRule, whyNobodyTold } from "./nobodyTold.ts";

const told = (fields: Partial<ToldByRule> = {}): ToldByRule => ({
  mail: null,
  chats: { sent: 0, refused: 0 },
  call: null,
  ...fields,
});
const mailed = { sent: 1, refused: 1 };
const refused = { sent: 0, refused: 2 };

const somebody: [string, ToldByRule][] = [
  ["one mail was taken", told({ mail: mailed })],
  ["mail refused, chat posted", told({ mail: refused, chats: { sent: 1, refused: 0 } })],
  ["somebody pressed 1", told({ call: { result: "acknowledged", rung: 1, fallbackSent: 0 } })],
  ["stopped before anybody was rung", told({ call: { result: "stopped", rung: 0, fallbackSent: 0 } })],
  [
    "nobody answered, and the result was mailed",
    told({ call: { result: "nobody", rung: 2, fallbackSent: 1 } }),
  ],
];
it.each(somebody)("[R5.1a] does not warn the operators: %s", (_story, given) => {
  expect(whyNobodyTold(given)).toBeNull();
});

const nobody: [string, ToldByRule, RegExp][] = [
  ["no address at all", told(), /通知先がありません/],
  ["all mail refused", told({ mail: refused }), /メールはすべて.*2件/],
  ["the chat refused", told({ chats: { sent: 0, refused: 1 } }), /チャットへの投稿はすべて.*1件/],
  ["everyone skipped", told({ call: { result: "all-skipped", rung: 0, fallbackSent: 0 } }), /スキップ間隔/],
  ["no call could be placed", told({ call: { result: "nobody", rung: 0, fallbackSent: 0 } }), /1件も発信/],
  [
    "nobody answered, and the mail of it was refused",
    told({ call: { result: "nobody", rung: 2, fallbackSent: 0 } }),
    /どなたも応答しませんでした/,
  ],
  [
    "nobody answered, and the mails are still being tried",
    told({
      mail: { sent: 0, refused: 0, pending: 2 },
      call: { result: "nobody", rung: 2, fallbackSent: 0 },
    }),
    /再試行中です（2件）.*架電にはどなたも/,
  ],
  ["the chat is still being tried", told({ chats: { sent: 0, refused: 0, pending: 1 } }), /再試行中/],
  [
    "nothing went through",
    told({ mail: refused, chats: refused, call: { result: "nobody", rung: 0, fallbackSent: 0 } }),
    /メール.*、チャット.*、架電/,
  ],
];
it.each(nobody)("[R5.1a] warns the operators and says why: %s", (_story, given, why) => {
  expect(whyNobodyTold(given)).toMatch(why);
});
