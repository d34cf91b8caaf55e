import type { UpdateDefinition } from "@temporalio/common";
import { condition, setHandler } from "@temporalio/workflow";
import { viewOperatorCalls } from "../../domain/calls/operators/list.ts";
import { callResults } from "../../domain/calls/operators/result.ts";
import type { Action } from "../../domain/incidents/actions.ts";
import { longestTexts, type Said } from "../../domain/incidents/people.ts";
import { operatorCallTexts } from "../../domain/incidents/steeringTexts.ts";
import { escalationTexts } from "../../domain/incidents/timelineTexts.ts";
import { runRefusalTexts } from "../../domain/runbooks/runTexts.ts";
import { saidTexts } from "../../domain/words/fields.ts";
import { people } from "../activities.ts";
import {
  abortRunbook,
  acknowledge,
  answerRunbook,
  assign,
  escalate,
  placeCall,
  recordCallResult,
  recordNote,
  resolve,
  sendChat,
  sendMail,
  startRunbook,
  type Take,
  take,
} from "../contract/people.ts";
import { acknowledgeBy } from "./acknowledgement.ts";
import { escalateBy } from "./escalation.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { refuseCallByList, refuseResultByList } from "./operatorCallList.ts";
import { callByTelephone, recordByHand } from "./operatorCalls.ts";
import { resolveBy } from "./resolve.ts";
import { abortRunbooksBy, answerRunbookBy, startRunbookBy } from "./runbooks.ts";
import { mayBeText, mustBeList, mustBeName, mustBeObject, mustBeText, requestName } from "./said.ts";
import { sendChatBy, sendMailBy } from "./sending.ts";
import { guard, refusal } from "./situation.ts";
import { assignBy } from "./triage.ts";
import { show } from "./view.ts";

/** A name typed in the Temporal UI proves nothing. */
const here = "この画面からは本人確認されず、名前は「未確認」と記録されます";

interface Heard<Answer, Word extends Said> {
  action: Action;
  /** What it does, and the JSON that the Temporal UI wants. */
  words: string;
  /** Refuses bad input, or what does not fit the list of operators' calls; changes nothing. */
  check?(word: Word): void;
  act(word: Word, request: string): Promise<Answer>;
}

/** Everything that a person may do; each validator reads the one table in `domain/incidents/actions.ts`. */
export function listenToPeople(run: IncidentRun): void {
  function hear<Answer, Word extends Said>(
    update: UpdateDefinition<Answer, [Word]>,
    { action, words, check, act }: Heard<Answer, Word>,
  ): void {
    const mustFit = (word: Word): void => {
      check?.(word);
      guard(run, action, word);
    };
    const handle = async (word: Word): Promise<Answer> => {
      if (run.rebuilding) {
        await condition(() => !run.rebuilding);
        mustFit(word);
      }
      const answer = await act(word, requestName());
      show(run);
      return answer;
    };
    const validator = (word: Word): void => {
      mustBeObject(word);
      mustBeName(word.by);
      // The state is still being rebuilt; the handler checks once it is known.
      if (!run.rebuilding) mustFit(word);
    };
    setHandler(update, handle, { description: `${words}。${here}`, validator });
  }

  hear(acknowledge, {
    action: "acknowledge",
    words: '対応確認: これ以上の自動架電と有人架電を止めます。{ "by": "名前" }',
    act: ({ by }, request) => acknowledgeBy(run, { by, at: Date.now(), request }),
  });

  hear(take, {
    action: "take",
    words: '担当する: { "by": "名前" }。引き継ぐときは { "by": "名前", "from": "いまの担当者" }',
    check: ({ from }) => mayBeText("from", from, longestTexts.name),
    act: (word, request) => takeBy(run, word, request),
  });

  hear(recordNote, {
    action: "recordNote",
    words: 'メモを残す（お客様には見えません）: { "by": "名前", "text": "内容" }',
    check: ({ text }) => mustBeText("text", text, longestTexts.note),
    async act({ by, text }, request) {
      const fact = { incident: run.opening.number, actor: { by, request }, text, at: Date.now() };
      await people.recordNote.executeWithOptions({ summary: `メモ: ${by}` }, [fact]);
      return { recorded: true as const };
    },
  });

  hear(sendMail, {
    action: "sendMail",
    words:
      'メールを送る: { "by": "名前", "to": ["連絡先のID"], "subject": "件名", "body": "本文" }。件名と本文を省くと定型文',
    check({ to, subject, body }) {
      mustBeList("to", to);
      mayBeText("subject", subject, longestTexts.subject);
      mayBeText("body", body, longestTexts.body);
    },
    act: (word, request) => sendMailBy(run, word, request),
  });

  hear(sendChat, {
    action: "sendChat",
    words: 'チャットに投稿する: { "by": "名前", "to": ["チャットのID"], "text": "本文" }。本文を省くと定型文',
    check({ to, text }) {
      mustBeList("to", to);
      mayBeText("text", text, longestTexts.chat);
    },
    act: (word, request) => sendChatBy(run, word, request),
  });

  hear(placeCall, {
    action: "placeCall",
    words:
      '電話する: 先に自分の電話が鳴り、1を押すとお客様につながります（録音）。{ "by": "名前", "contact": "連絡先のID", "operatorPhone": "+819012345678" }',
    check({ by, contact, operatorPhone }) {
      mustBeText("contact", contact, longestTexts.name);
      mustBeText("operatorPhone", operatorPhone, 20);
      if (!/^\+[1-9]\d{6,14}$/.test(operatorPhone))
        throw refusal("invalid_input", saidTexts.internationalPhone());
      refuseCallByList(run, contact, by);
      const busy = run.memory.unsettledCalls.find((one) => one.contact === contact && !one.ended);
      if (busy !== undefined)
        throw refusal("call_under_way", operatorCallTexts.callUnderWay({ by: busy.by }));
    },
    async act({ by, contact, operatorPhone }, request) {
      return { call: await callByTelephone(run, { contact, by, request, operatorPhone, placedAt: null }) };
    },
  });

  hear(recordCallResult, {
    action: "recordCallResult",
    words: `架電結果を記録する: { "by": "名前", "contact": "連絡先のID", "result": "${callResults.join(" | ")}", "note": "メモ" }`,
    check({ by, contact, result, note, placedAt }) {
      mustBeText("contact", contact, longestTexts.name);
      mayBeText("note", note, longestTexts.note);
      if (!callResults.includes(result))
        throw refusal("invalid_input", saidTexts.oneOf({ field: "result", choices: callResults.join(", ") }));
      if (placedAt !== undefined && !isInTime(run, placedAt))
        throw refusal("invalid_input", saidTexts.placedAt());
      refuseResultByList(run, contact, result, by);
    },
    async act({ by, contact, result, note, placedAt }, request) {
      const order = { contact, by, request, result, note: note ?? null, placedAt: placedAt ?? null };
      await recordByHand(run, order);
      return { operatorCalls: listView(run) };
    },
  });

  hear(startRunbook, {
    action: "startRunbook",
    words:
      '手順書を実行する: { "by": "名前", "runbook": "restart-service", "with": { "service": "nginx" } }。対象を省くと、インシデントのサーバー',
    check({ runbook, target, with: given }) {
      mustBeText("runbook", runbook, longestTexts.name);
      mayBeText("target", target, longestTexts.name);
      if (given !== undefined) mustBeObject(given);
    },
    act: async (word, request) => ({ run: await startRunbookBy(run, word, request) }),
  });

  hear(answerRunbook, {
    action: "answerRunbook",
    words:
      '手順書の問いに答える: { "by": "名前", "run": "実行のID", "path": "steps[1]", "answer": "yes" または "no", "note": "メモ" }',
    check({ run: id, path, answer, note }) {
      mustBeText("run", id, longestTexts.name);
      mustBeText("path", path, longestTexts.name);
      mayBeText("note", note, longestTexts.note);
      if (answer !== "yes" && answer !== "no") throw refusal("invalid_input", runRefusalTexts.yesOrNo());
    },
    async act(word, request) {
      await answerRunbookBy(run, word, request);
      return { answered: true as const };
    },
  });

  hear(abortRunbook, {
    action: "abortRunbook",
    words: '実行中の手順書を中止する: 取り消しの手順を行います。{ "by": "名前", "reason": "理由" }',
    check: ({ reason }) => mayBeText("reason", reason, longestTexts.reason),
    act: async ({ by, reason }, request) => ({
      aborted: await abortRunbooksBy(run, { by, request, reason: reason ?? null }),
    }),
  });

  hear(escalate, {
    action: "escalate",
    words:
      'エスカレーションする: 定められた宛先へメールし、有人架電を始めます。{ "by": "名前", "reason": "理由" }',
    check: ({ reason }) => mayBeText("reason", reason, longestTexts.reason),
    async act({ by, reason }, request) {
      const cause = { actor: { by, request }, reason: reason ?? escalationTexts.byOperator() };
      await escalateBy(run, run.handling, cause);
      return { operatorCalls: listView(run) };
    },
  });

  hear(assign, {
    action: "assign",
    words:
      '対応ルール（お客様が未特定なら、お客様）を割り当てる: { "by": "名前", "rule": "ルール名" } または { "by": "名前", "customer": "お客様のID" }',
    check({ rule, customer }) {
      mayBeText("rule", rule, 1000);
      mayBeText("customer", customer, longestTexts.name);
      if ((rule === undefined) === (customer === undefined))
        throw refusal("invalid_input", saidTexts.ruleOrCustomer());
    },
    act: (word, request) => assignBy(run, word, request),
  });

  hear(resolve, {
    action: "resolve",
    words:
      '対応完了にする: 復旧の知らせがなくても終了します。お客様には自動で連絡しません。{ "by": "名前", "reason": "理由" }',
    check: ({ reason }) => mustBeText("reason", reason, longestTexts.reason),
    act: async (word, request) => ({ resolvedBy: await resolveBy(run, word, request) }),
  });
}

const listView = (run: IncidentRun) =>
  run.memory.operatorCalls === null ? null : viewOperatorCalls(run.memory.operatorCalls);

const clockSkewMilliseconds = 60_000;

/** A call placed before detection must not count as a first response (R3.1a). */
const isInTime = (run: IncidentRun, at: number): boolean =>
  Number.isSafeInteger(at) && at >= run.opening.detectedAt && at <= Date.now() + clockSkewMilliseconds;

async function takeBy(run: IncidentRun, { by, from }: Take, request: string): Promise<{ takenBy: string }> {
  if (run.memory.takenBy === by) return { takenBy: by };
  run.memory = { ...run.memory, takenBy: by };
  const fact = { incident: run.opening.number, actor: { by, request }, from: from ?? null, at: Date.now() };
  const takenBy = await people.recordTake.executeWithOptions({ summary: `担当: ${by}` }, [fact]);
  // Taken over while this was being written down: the later one has it.
  if (run.memory.takenBy === by) run.memory = { ...run.memory, takenBy };
  return { takenBy };
}
