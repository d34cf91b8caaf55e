import type { Told } from "../../activities/messages/contract.ts";
import type { CallPlan } from "../../domain/customers/configuration.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import {
  isStillTold,
  type ToldByRule,
  toldNothingYet,
  whyNobodyTold,
} from "../../domain/incidents/nobodyTold.ts";
import type { BegunRule } from "../../domain/incidents/state.ts";
import { alertStep, fallbackStep, recoveryStep, repeatStep } from "../../domain/incidents/steps.ts";
import type { Telling } from "../../domain/incidents/telling.ts";
import { ledger, telling, tellingAlert } from "../activities.ts";
import { autoCall } from "./autoCall.ts";
import { startEscalation } from "./escalation.ts";
import { startFirstResponse } from "./firstResponse.ts";
import { begin, chatOrder, type IncidentRun, inOrder, noteResponse, priorityOf } from "./incidentRun.ts";
import { type Mailed, mailInOrder } from "./mailing.ts";
import { tellOperators, tellWhatIsTheirs } from "./operators.ts";

/** Starts every notification an alert's event calls for; no channel waits for another (contract). */
export function tell(run: IncidentRun, decided: Telling, alert: { id: number; sequence: number }): void {
  if (decided.rule !== null) tellByRule(run, decided.rule.handling, decided.rule.chats, alert.id);
  const step = repeatStep(run.memory.occurrence, alert.sequence);
  for (const chat of decided.repeatTo) {
    begin(run, `${chat} へ継続中を投稿`, async () => {
      await postChat(run, { step, kind: "repeat", alert: alert.id, chat });
    });
  }
  if (decided.recovery) tellRecovery(run, alert.id);
}

/** Starts everything one rule orders: operators' tasks, escalation, runbook, mail, chat and calls. */
function tellByRule(run: IncidentRun, handling: Handling, chats: string[], alert: number): void {
  tellWhatIsTheirs(run, handling);
  if (handling.rule === null) return;
  startEscalation(run, handling);
  startFirstResponse(run, handling);
  tellPeople(run, { handling, chats, alert });
}

/**
 * Notifies by mail, chat and calls, and tells operators if nobody could be told. Safe to repeat for an
 * earlier run's rule: each step is told once.
 */
export function tellPeople(run: IncidentRun, { handling, chats, alert }: BegunRule): void {
  const step = alertStep(run.memory.occurrence, handling.rule);
  const { rule, operators, firstResponse } = handling;
  if (rule === null) return;
  const isSilent = handling.mailTo.length === 0 && chats.length === 0 && handling.call === null;
  // A rule that only runs a runbook tells nobody on purpose.
  const mayBeSilent = operators !== null || (isSilent && firstResponse !== null);
  const told = toldNothingYet(handling.mailTo.length, chats.length);
  const byRule = { run, told, isLoud: mayBeSilent };
  begin(run, `「${rule}」による通知`, async () => {
    const [mailed] = await Promise.all([
      handling.mailTo.length === 0 ? null : mailAlert(byRule, { step, rule, alert, to: handling.mailTo }),
      Promise.all(chats.map((chat) => postAlert(byRule, { step, alert, chat }))),
      handling.call === null ? null : callByRule(byRule, rule, handling.call, alert),
    ]);
    if (mailed !== null && mailed.rest !== null) told.mail = await mailed.rest;
    beLoudWhereNobodyWasTold(byRule);
  });
}

/** The results so far of one rule's notifications. */
interface ByRule {
  run: IncidentRun;
  told: ToldByRule;
  /** The operators have been told that nobody was told, or need not be. */
  isLoud: boolean;
}

function beLoudWhereNobodyWasTold(byRule: ByRule): void {
  const why = byRule.isLoud ? null : whyNobodyTold(byRule.told);
  if (why === null) return;
  byRule.isLoud = true;
  tellOperators(byRule.run, { kind: "nobody-told", detail: why });
}

async function mailAlert(
  { run, told }: ByRule,
  order: { step: string; rule: string; alert: number; to: string[] },
): Promise<Mailed> {
  const { occurrence } = run.memory;
  const what = `メール: ${order.to.join(", ")}`;
  const mailed = await mailInOrder(run, {
    what,
    occurrence,
    isResponse: true,
    send: (tries) =>
      tellingAlert.sendAlertMail.executeWithOptions({ summary: what, priority: priorityOf(run) }, [
        { incident: run.opening.number, ...order, ...tries },
      ]),
  });
  told.mail = mailed.first;
  return mailed;
}

async function postAlert(
  { run, told }: ByRule,
  order: { step: string; alert: number; chat: string },
): Promise<void> {
  const posted = await postChat(run, { ...order, kind: "alert" });
  const { sent, refused, pending = 0 } = told.chats;
  told.chats = { sent: sent + posted.sent, refused: refused + posted.refused, pending: pending - 1 };
}

function postChat(
  run: IncidentRun,
  { kind, ...told }: { step: string; kind: "alert" | "repeat" | "recovery"; alert: number; chat: string },
): Promise<Told> {
  const { occurrence } = run.memory;
  const order = { incident: run.opening.number, occurrence, ...told };
  const options = { summary: `チャット: ${told.chat}`, priority: priorityOf(run) };
  const channel = chatOrder(told.chat);
  const waits = run.order.has(channel);
  const posted = inOrder(run, channel, () =>
    tellingAlert.postChatLine.executeWithOptions(options, [{ ...order, kind }]),
  );
  // A run that takes over decides a recovery again. Anything else that waits must be in the ledger for it.
  const isKept = waits && kind !== "recovery";
  if (!isKept) return posted;
  const kept = tellingAlert.keepChatLine.executeWithOptions(options, [{ ...order, kind }]);
  return Promise.all([posted, kept]).then(([outcome]) => outcome);
}

async function callByRule(byRule: ByRule, rule: string, plan: CallPlan, alert: number): Promise<void> {
  const { run, told } = byRule;
  const occurrence = run.memory.occurrence;
  const step = alertStep(occurrence, rule);
  const end = await autoCall(run, { step, plan, occurrence, level: run.memory.level });
  if (end.rung > 0) noteResponse(run, occurrence);
  told.call = { ...end, fallbackSent: 0 };
  if (end.result !== "nobody" && end.result !== "all-skipped") return;
  await ledger.recordListEnd({ incident: run.opening.number, step, result: end.result, at: Date.now() });
  const order = { step: fallbackStep(occurrence, rule), callStep: step, rule, alert };
  if (run.takenUp.has(order.step)) return;
  const what = "メール: 架電結果のご連絡";
  const mailed = await mailInOrder(run, {
    what,
    occurrence,
    isResponse: true,
    send: (tries) =>
      telling.sendFallbackMail.executeWithOptions({ summary: what }, [
        { incident: run.opening.number, ...order, ...tries },
      ]),
  });
  told.call = { ...end, fallbackSent: mailed.first.sent };
  // Mail and chat are still being retried, so nobody has been told yet, and no one is left to call.
  if (isStillTold(told)) beLoudWhereNobodyWasTold(byRule);
  if (mailed.rest !== null) told.call = { ...end, fallbackSent: (await mailed.rest).sent };
}

export function tellRecovery(run: IncidentRun, alert: number): void {
  const { occurrence, toldChats } = run.memory;
  const step = recoveryStep(occurrence);
  begin(run, "復旧のメール", async () => {
    const what = "メール: 復旧のご連絡";
    await mailInOrder(run, {
      what,
      occurrence,
      isResponse: false,
      send: (tries) =>
        tellingAlert.sendRecoveryMail.executeWithOptions({ summary: what, priority: priorityOf(run) }, [
          { incident: run.opening.number, step, occurrence, alert, ...tries },
        ]),
    });
  });
  for (const chat of toldChats) {
    begin(run, `${chat} へ復旧を投稿`, async () => {
      await postChat(run, { step, kind: "recovery", alert, chat });
    });
  }
}
