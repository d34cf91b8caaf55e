import { setHandler } from "@temporalio/workflow";
import { longestTexts } from "../../domain/incident/people.ts";
import { viewOperatorCalls } from "../../domain/operatorCalls/list.ts";
import { callResults } from "../../domain/operatorCalls/result.ts";
import { ledger } from "../activities.ts";
import {
  acknowledge,
  assign,
  escalate,
  placeCall,
  recordCallResult,
  recordNote,
  resolve,
  sendChat,
  sendMail,
  take,
} from "../contract.ts";
import { acknowledgeBy } from "./acknowledgement.ts";
import { escalateBy } from "./escalation.ts";
import { refuseByList } from "./operatorCallList.ts";
import { callByTelephone, recordByHand } from "./operatorCalls.ts";
import { resolveBy } from "./resolve.ts";
import type { IncidentRun } from "./run.ts";
import { mayBeText, mustBeList, mustBeName, mustBeText, requestName } from "./said.ts";
import { sendChatBy, sendMailBy } from "./sending.ts";
import { guard, refusal } from "./situation.ts";
import { assignBy } from "./triage.ts";
import { show } from "./view.ts";

/** Typed there, a name is nobody's proof. */
const here = "この画面からは本人確認されず、名前は「未確認」と記録されます";

/** Everything that a person may do; each validator reads the one table in `domain/incident/actions.ts`. */
export function listenToPeople(run: IncidentRun): void {
  const incident = run.opening.number;
  const name = (by: string, request: string): Promise<string> => ledger.nameActor({ actor: { by, request } });
  const listView = () => {
    const { operatorCalls } = run.memory;
    return operatorCalls === null ? null : viewOperatorCalls(operatorCalls);
  };
  const shown = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    const answer = await work;
    show(run);
    return answer;
  };

  setHandler(
    acknowledge,
    ({ by }) => shown(acknowledgeBy(run, { by, at: Date.now(), request: requestName() })),
    {
      description: `対応確認: これ以上の自動架電と有人架電を止めます。{ "by": "名前" }。${here}`,
      validator: ({ by }) => {
        mustBeName(by);
        guard(run, "acknowledge", {});
      },
    },
  );

  setHandler(take, ({ by, from }) => shown(takeBy(run, by, from ?? null, requestName())), {
    description: `担当する: { "by": "名前" }。引き継ぐときは { "by": "名前", "from": "いまの担当者" }。${here}`,
    validator: ({ by, from }) => {
      mustBeName(by);
      mayBeText("from", from, longestTexts.name);
      guard(run, "take", { by, from });
    },
  });

  setHandler(
    recordNote,
    async ({ by, text }) => {
      const actor = { by, request: requestName() };
      await ledger.recordNote.executeWithOptions({ summary: `メモ: ${by}` }, [
        { incident, actor, text, at: Date.now() },
      ]);
      return { recorded: true };
    },
    {
      description: `メモを残す（お客様には見えません）: { "by": "名前", "text": "内容" }。${here}`,
      validator: ({ by, text }) => {
        mustBeName(by);
        mustBeText("text", text, longestTexts.note);
        guard(run, "recordNote", {});
      },
    },
  );

  setHandler(sendMail, (said) => shown(sendMailBy(run, said, requestName())), {
    description: `メールを送る: { "by": "名前", "to": ["連絡先のID"], "subject": "件名", "body": "本文" }。件名と本文を省くと定型文。${here}`,
    validator: ({ by, to, subject, body }) => {
      mustBeName(by);
      mustBeList("to", to);
      mayBeText("subject", subject, longestTexts.subject);
      mayBeText("body", body, longestTexts.body);
      guard(run, "sendMail", {});
    },
  });

  setHandler(sendChat, (said) => shown(sendChatBy(run, said, requestName())), {
    description: `チャットに投稿する: { "by": "名前", "to": ["チャットのID"], "text": "本文" }。本文を省くと定型文。${here}`,
    validator: ({ by, to, text }) => {
      mustBeName(by);
      mustBeList("to", to);
      mayBeText("text", text, longestTexts.chat);
      guard(run, "sendChat", {});
    },
  });

  setHandler(
    placeCall,
    async ({ by, contact, operatorPhone }) => {
      const request = requestName();
      const order = { contact, by: await name(by, request), request, operatorPhone, placedAt: null };
      return { call: await shown(callByTelephone(run, order)) };
    },
    {
      description: `電話する: 先に自分の電話が鳴り、1を押すとお客様につながります（録音）。{ "by": "名前", "contact": "連絡先のID", "operatorPhone": "+819012345678" }。${here}`,
      validator: ({ by, contact, operatorPhone }) => {
        mustBeName(by);
        mustBeText("contact", contact, longestTexts.name);
        mustBeText("operatorPhone", operatorPhone, 20);
        if (!/^\+[1-9]\d{6,14}$/.test(operatorPhone))
          throw refusal("invalid_input", "operatorPhone: +81から始まる番号で入力してください");
        guard(run, "placeCall", {});
        refuseByList(run, contact, "no-answer", by);
        const busy = run.memory.unsettledCalls.some((one) => one.contact === contact && !one.ended);
        if (busy) throw refusal("call_under_way", "この連絡先への架電はすでに進行中です");
      },
    },
  );

  setHandler(
    recordCallResult,
    async ({ by, contact, result, note, placedAt }) => {
      const request = requestName();
      const order = { contact, by, request, result, note: note ?? null, placedAt: placedAt ?? null };
      await shown(recordByHand(run, order, name));
      return { operatorCalls: listView() };
    },
    {
      description: `架電結果を記録する: { "by": "名前", "contact": "連絡先のID", "result": "${callResults.join(" | ")}", "note": "メモ" }。${here}`,
      validator: ({ by, contact, result, note, placedAt }) => {
        mustBeName(by);
        mustBeText("contact", contact, longestTexts.name);
        mayBeText("note", note, longestTexts.note);
        if (!callResults.includes(result))
          throw refusal("invalid_input", `result: ${callResults.join(", ")} のいずれか`);
        if (placedAt !== undefined && !Number.isSafeInteger(placedAt))
          throw refusal("invalid_input", "placedAt: ミリ秒の時刻で入力してください");
        guard(run, "recordCallResult", {});
        refuseByList(run, contact, result, by);
      },
    },
  );

  setHandler(
    escalate,
    async ({ by, reason }) => {
      const actor = { by, request: requestName() };
      await shown(escalateBy(run, run.handling, { actor, reason: reason ?? "オペレーターの判断" }));
      return { operatorCalls: listView() };
    },
    {
      description: `エスカレーションする: 定められた宛先へメールし、有人架電を始めます。{ "by": "名前", "reason": "理由" }。${here}`,
      validator: ({ by, reason }) => {
        mustBeName(by);
        mayBeText("reason", reason, longestTexts.reason);
        guard(run, "escalate", {});
      },
    },
  );

  setHandler(assign, (said) => shown(assignBy(run, said, requestName())), {
    description: `対応ルール（お客様が未特定なら、お客様）を割り当てる: { "by": "名前", "rule": "ルール名" } または { "by": "名前", "customer": "お客様のID" }。${here}`,
    validator: ({ by, rule, customer }) => {
      mustBeName(by);
      mayBeText("rule", rule, 1000);
      mayBeText("customer", customer, longestTexts.name);
      if ((rule === undefined) === (customer === undefined))
        throw refusal("invalid_input", "rule と customer のどちらか一方を指定してください");
      guard(run, "assign", {});
    },
  });

  setHandler(resolve, async (said) => ({ resolvedBy: await resolveBy(run, said, requestName()) }), {
    description: `対応完了にする: 復旧の知らせがなくても終了します。お客様には自動で連絡しません。{ "by": "名前", "reason": "理由" }。${here}`,
    validator: ({ by, reason }) => {
      mustBeName(by);
      mustBeText("reason", reason, longestTexts.reason);
      guard(run, "resolve", {});
    },
  });
}

async function takeBy(
  run: IncidentRun,
  by: string,
  from: string | null,
  request: string,
): Promise<{ takenBy: string }> {
  if (run.memory.takenBy === by) return { takenBy: by };
  run.memory = { ...run.memory, takenBy: by };
  const fact = { incident: run.opening.number, actor: { by, request }, from, at: Date.now() };
  const takenBy = await ledger.recordTake.executeWithOptions({ summary: `担当: ${by}` }, [fact]);
  run.memory = { ...run.memory, takenBy };
  return { takenBy };
}
