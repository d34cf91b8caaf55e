import type { Told } from "../../activities/contract.ts";
import type { Handling } from "../../domain/incident/handling.ts";
import { type ToldByRule, whyNobodyTold } from "../../domain/incident/nobodyTold.ts";
import type { BegunRule } from "../../domain/incident/state.ts";
import { alertStep, fallbackStep, recoveryStep, repeatStep } from "../../domain/incident/steps.ts";
import type { Telling } from "../../domain/incident/telling.ts";
import { callLineTexts } from "../../domain/texts/calls.ts";
import { ledger, telling } from "../activities.ts";
import { autoCall } from "./autoCall.ts";
import { startEscalation } from "./escalation.ts";
import { startFirstResponse } from "./firstResponse.ts";
import { tellOperators } from "./operators.ts";
import { begin, type IncidentRun, inOrder, noteResponse, priorityOf } from "./run.ts";

/** Begins everything that an alert's event tells; nothing waits for another channel (contract). */
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

/** Mail, chat and the call list of one rule, together; loud where nobody could be told. */
function tellByRule(run: IncidentRun, handling: Handling, chats: string[], alert: number): void {
  const { rule, operators, firstResponse = null } = handling;
  if (operators !== null)
    tellOperators(run, operators, operators === "runbook-start" ? (firstResponse?.runbook ?? null) : null);
  if (rule === null) return;
  startEscalation(run, handling);
  startFirstResponse(run, handling);
  tellPeople(run, { handling, chats, alert });
}

/** Also what an earlier run of this incident had begun: each step is told once. */
export function tellPeople(run: IncidentRun, { handling, chats, alert }: BegunRule): void {
  const step = alertStep(run.memory.occurrence, handling.rule);
  const { rule, operators, firstResponse = null } = handling;
  if (rule === null) return;
  const isSilent = handling.mailTo.length === 0 && chats.length === 0 && handling.call === null;
  begin(run, `「${rule}」による通知`, async () => {
    const [mail, posted, call] = await Promise.all([
      handling.mailTo.length === 0 ? null : mailAlert(run, { step, rule, alert, to: handling.mailTo }),
      Promise.all(chats.map((chat) => postChat(run, { step, kind: "alert", alert, chat }))),
      handling.call === null ? null : callByRule(run, rule, handling, alert),
    ]);
    const told: ToldByRule = { mail, chats: sum(posted), call };
    // A rule that only runs a runbook tells nobody, on purpose.
    const why = operators !== null || (isSilent && firstResponse !== null) ? null : whyNobodyTold(told);
    if (why !== null) tellOperators(run, "nobody-told", why);
  });
}

async function mailAlert(
  run: IncidentRun,
  order: { step: string; rule: string; alert: number; to: string[] },
): Promise<Told> {
  const told = await inOrder(run, "mail", () =>
    telling.sendAlertMail.executeWithOptions(
      { summary: `メール: ${order.to.join(", ")}`, priority: priorityOf(run) },
      [{ incident: run.opening.number, ...order }],
    ),
  );
  if (told.sent > 0) noteResponse(run);
  return told;
}

function postChat(
  run: IncidentRun,
  order: { step: string; kind: "alert" | "repeat" | "recovery"; alert: number; chat: string },
): Promise<Told> {
  const { occurrence } = run.memory;
  return inOrder(run, `chat ${order.chat}`, () =>
    telling.postChatLine.executeWithOptions(
      { summary: `チャット: ${order.chat}`, priority: priorityOf(run) },
      [{ incident: run.opening.number, occurrence, ...order }],
    ),
  );
}

async function callByRule(
  run: IncidentRun,
  rule: string,
  handling: Handling,
  alert: number,
): Promise<ToldByRule["call"]> {
  if (handling.call === null) return null;
  const occurrence = run.memory.occurrence;
  const step = alertStep(occurrence, rule);
  const end = await autoCall(run, { step, plan: handling.call, occurrence, level: run.memory.level });
  if (end.rung > 0) noteResponse(run);
  if (end.result !== "nobody" && end.result !== "all-skipped") return { ...end, fallbackSent: 0 };
  const text = listEndTexts[end.result]();
  await ledger.recordListEnd({ incident: run.opening.number, step, text, at: Date.now() });
  const order = { step: fallbackStep(occurrence, rule), callStep: step, rule, alert };
  if (run.takenUp.has(order.step)) return { ...end, fallbackSent: 0 };
  const mailed = await inOrder(run, "mail", () =>
    telling.sendFallbackMail.executeWithOptions({ summary: "メール: 架電結果のご連絡" }, [
      { incident: run.opening.number, ...order },
    ]),
  );
  if (mailed.sent > 0) noteResponse(run);
  return { ...end, fallbackSent: mailed.sent };
}

const listEndTexts = {
  nobody: callLineTexts.listReachedNobody,
  "all-skipped": callLineTexts.listAllSkipped,
} as const;

export function tellRecovery(run: IncidentRun, alert: number): void {
  const { occurrence, toldChats } = run.memory;
  const step = recoveryStep(occurrence);
  begin(run, "復旧のメール", async () => {
    await inOrder(run, "mail", () =>
      telling.sendRecoveryMail.executeWithOptions(
        { summary: "メール: 復旧のご連絡", priority: priorityOf(run) },
        [{ incident: run.opening.number, step, occurrence, alert }],
      ),
    );
  });
  for (const chat of toldChats) {
    begin(run, `${chat} へ復旧を投稿`, async () => {
      await postChat(run, { step, kind: "recovery", alert, chat });
    });
  }
}

const sum = (all: Told[]): Told => ({
  sent: all.reduce((total, one) => total + one.sent, 0),
  refused: all.reduce((total, one) => total + one.refused, 0),
});
