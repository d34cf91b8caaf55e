import { condition } from "@temporalio/workflow";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import { escalationEvents } from "../../domain/incidents/events.ts";
import type { UnsettledCall } from "../../domain/incidents/state.ts";
import { isAloud } from "../../domain/incidents/state.ts";
import { operatorCallsStep } from "../../domain/incidents/steps.ts";
import { engine } from "../../domain/people/actor.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { people, telling } from "../activities.ts";
import { happensBefore } from "../kit/moments.ts";
import { acknowledgeBy } from "./acknowledgement.ts";
import { hearing } from "./hearing.ts";
import { begin, type IncidentRun, inFlight, noteResponse, priorityOf } from "./incidentRun.ts";
import { mailInOrder } from "./mailing.ts";
import { countInList, listStateOf, placeOf, recordList } from "./operatorCallList.ts";
import { tellOperators } from "./operators.ts";
import { claimOperatorCall, followCall, type OrderedCall } from "./operatorTelephone.ts";

/** Calls a contact through the operator's own telephone (click-to-call); records the provider's reports. */
export async function callByTelephone(run: IncidentRun, order: OrderedCall): Promise<string> {
  const { contact, request, calledBy } = order;
  const { occurrence, unsettledCalls: others } = run.memory;
  // Reserved before anything is written, so that the second of two simultaneous operators is refused.
  const reserved = { call: request, request, occurrence, contact, by: calledBy, ended: false };
  run.memory = { ...run.memory, unsettledCalls: [...others, reserved] };
  const call = await claimOrFree(run, order);
  replaceCall(run, request, { ...reserved, call });
  follow(run, { ...reserved, call });
  return call;
}

/** Also follows a call that an earlier run of this incident placed. */
export function follow(run: IncidentRun, unsettled: UnsettledCall): void {
  const { call, contact, by } = unsettled;
  const occurrence = unsettled.occurrence ?? run.memory.occurrence;
  begin(run, `${contact} へ有人架電中（${by}）`, async () => {
    const end = await inFlight(run, () => followCall(run, call, contact));
    if (end.result === null) return await awaitWord(run, call, contact);
    // The operator recorded a result before the provider did.
    if (!isUnsettled(run, call)) return;
    const taken = { call, occurrence, contact, result: end.result, by: engine, note: end.reason };
    // A contact whose phone never rang keeps their turn in the round.
    await settle(run, taken, end.contactCalled && countInList(run, contact, end.result, engine));
  });
}

async function claimOrFree(run: IncidentRun, order: OrderedCall): Promise<string> {
  try {
    const place = placeOf(run, order.contact);
    const calledBy = await people.nameActor(saidBy(run, order));
    return await claimOperatorCall(run, { ...order, calledBy }, place);
  } catch (fault) {
    replaceCall(run, order.request, null);
    throw fault;
  }
}

const saidBy = (run: IncidentRun, { calledBy: by, request }: OrderedCall) => ({
  actor: { by, request },
  incident: run.opening.number,
  at: Date.now(),
});

function replaceCall(run: IncidentRun, call: string, by: UnsettledCall | null): void {
  const others = run.memory.unsettledCalls.filter((one) => one.call !== call);
  run.memory = { ...run.memory, unsettledCalls: by === null ? others : [...others, by] };
}

const isUnsettled = (run: IncidentRun, call: string): boolean =>
  run.memory.unsettledCalls.some((one) => one.call === call);

function markEnded(run: IncidentRun, call: string): void {
  const unsettledCalls = run.memory.unsettledCalls.map((one) =>
    one.call === call ? { ...one, ended: true } : one,
  );
  run.memory = { ...run.memory, unsettledCalls };
}

/** How long the incident stays open for an operator to record the result of a conversation. */
const wordMinutes = 30;

async function awaitWord(run: IncidentRun, call: string, contact: string): Promise<void> {
  markEnded(run, call);
  const isOver = (): boolean => !isUnsettled(run, call) || run.resolving !== null;
  await condition(isOver, wordMinutes * 60_000);
  if (!isUnsettled(run, call)) return;
  const options = { summary: `${contact} への架電結果が記録されないまま終了` };
  await people.recordNoResult.executeWithOptions(options, [{ call }]);
}

/** Records an operator's result, for a call placed by the system or by hand. */
export async function recordByHand(
  run: IncidentRun,
  order: OrderedCall,
  { result, note }: { result: CallResult; note: string | null },
): Promise<void> {
  const { contact } = order;
  const known = run.memory.unsettledCalls.findLast(
    (one) => one.contact === contact && one.call !== order.request,
  );
  // Counting may begin the next round, but this call belongs to the current one.
  const place = placeOf(run, contact);
  const counted = countInList(run, contact, result, order.calledBy);
  const by = await people.nameActor(saidBy(run, order));
  const call = (await rowOf(run, known)) ?? (await claimOperatorCall(run, { ...order, calledBy: by }, place));
  const occurrence = known?.occurrence ?? place.occurrence;
  await settle(run, { call, occurrence, contact, result, by, note }, counted);
}

/** The row of a call as it was known; waits for it while it is being claimed. null if there is none. */
async function rowOf(run: IncidentRun, known: UnsettledCall | undefined): Promise<string | null> {
  if (known === undefined) return null;
  const { call, request } = known;
  if (call !== request) return call;
  await condition(() => !isUnsettled(run, request));
  return run.memory.unsettledCalls.find((one) => one.request === request)?.call ?? null;
}

interface TakenResult {
  call: string;
  /** The occurrence in which the call was ordered; it counts for that occurrence's SLO. */
  occurrence: number;
  contact: string;
  result: CallResult;
  by: string;
  note: Text | null;
}

async function settle(run: IncidentRun, taken: TakenResult, counted: boolean): Promise<void> {
  const { call, occurrence, contact, result, by, note } = taken;
  const unsettledCalls = run.memory.unsettledCalls.filter((one) => one.call !== call);
  run.memory = { ...run.memory, unsettledCalls };
  const at = Date.now();
  await people.recordOperatorResult.executeWithOptions(
    { summary: `${contact} への架電結果を記録: ${result}` },
    [{ call, result, by, note, at }],
  );
  if (result !== "failed") noteResponse(run, occurrence);
  if (counted) await recordList(run, null);
  if (result === "reached") await acknowledgeBy(run, { by: contact, at, contact });
  if (counted && listStateOf(run) === "exhausted") mailNobodyReached(run);
}

/** Mails that nobody was reached in two rounds; the calls end (R5.3.2). */
function mailNobodyReached(run: IncidentRun): void {
  const { occurrence, operatorCalls } = run.memory;
  // From the rule that opened the list; another rule may match by now.
  const to = operatorCalls?.mailTo ?? [];
  const order = { incident: run.opening.number, step: operatorCallsStep(occurrence), occurrence, to };
  const { acknowledged } = run.memory;
  const isOver = (): boolean =>
    run.memory.occurrence !== occurrence || !isAloud(run.memory) || run.memory.acknowledged !== acknowledged;
  begin(run, "有人架電の結果のメール", async () => {
    if (await happensBefore(hearing(run), isOver, Date.now())) return;
    await recordList(run, escalationEvents.nobodyReached());
    const told =
      to.length === 0
        ? { sent: 0 }
        : (
            await mailInOrder(run, {
              what: "メール: 有人架電の結果",
              occurrence,
              isResponse: true,
              send: (tries) =>
                telling.sendOperatorCallsMail.executeWithOptions(
                  { summary: "メール: 有人架電の結果", priority: priorityOf(run) },
                  [{ ...order, ...tries }],
                ),
            })
          ).first;
    if (told.sent === 0)
      tellOperators(run, {
        kind: "nobody-told",
        detail: "有人架電は2巡ともつながらず、メールも送信できていません",
      });
  });
}
