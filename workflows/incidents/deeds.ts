import { viewOperatorCalls } from "../../domain/calls/operators/list.ts";
import { operatorCallTexts } from "../../domain/calls/operators/texts.ts";
import { placedAtProblem } from "../../domain/incidents/actions/recordCallResult.ts";
import type { Action, ActionSaid } from "../../domain/incidents/actions/table.ts";
import { escalationReasons } from "../../domain/incidents/reasons.ts";
import { saidTexts } from "../../domain/words/fields.ts";
import { people } from "../activities.ts";
import { refusal } from "../kit/refusal.ts";
import { acknowledgeBy } from "./acknowledgement.ts";
import { escalateBy } from "./escalation.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { refuseCallByList, refuseResultByList } from "./operatorCallList.ts";
import { callByTelephone, recordByHand } from "./operatorCalls.ts";
import { resolveBy } from "./resolve.ts";
import { abortRunbooksBy, answerRunbookBy, startRunbookBy } from "./runbooks.ts";
import { sendChatBy, sendMailBy } from "./sending.ts";
import { assignBy } from "./triage.ts";

/** What the workflow does when a person acts. */
export interface Deed<A extends Action> {
  /** Refuses, by what the run knows beyond its situation; changes nothing. */
  check?(run: IncidentRun, said: ActionSaid<A>): void;
  /** Returns the update's answer. */
  act(run: IncidentRun, said: ActionSaid<A>, request: string): Promise<object>;
}

export const deeds: { [A in Action]: Deed<A> } = {
  acknowledge: { act: (run, { by }, request) => acknowledgeBy(run, { by, at: Date.now(), request }) },

  take: { act: takeBy },

  recordNote: {
    async act(run, { by, text }, request) {
      const fact = { incident: run.opening.number, actor: { by, request }, text, at: Date.now() };
      await people.recordNote.executeWithOptions({ summary: `メモ: ${by}` }, [fact]);
      return { recorded: true };
    },
  },

  sendMail: { act: sendMailBy },

  sendChat: { act: sendChatBy },

  placeCall: {
    check(run, { by, contact }) {
      refuseCallByList(run, contact, by);
      const busy = run.memory.unsettledCalls.find((one) => one.contact === contact && !one.ended);
      if (busy !== undefined)
        throw refusal("call_under_way", operatorCallTexts.callUnderWay({ by: busy.by }));
    },
    act: async (run, { by, contact, operatorPhone }, request) => ({
      call: await callByTelephone(run, { contact, calledBy: by, request, operatorPhone, placedAt: null }),
    }),
  },

  recordCallResult: {
    check(run, { by, contact, result, placedAt }) {
      const { detectedAt } = run.opening;
      if (placedAt != null && placedAtProblem(placedAt, detectedAt, Date.now()) !== null)
        throw refusal("invalid_input", saidTexts.placedAt());
      refuseResultByList(run, contact, result, by);
    },
    async act(run, { by, contact, result, note, placedAt }, request) {
      const call = { contact, calledBy: by, request, operatorPhone: null, placedAt: placedAt ?? null };
      await recordByHand(run, call, { result, note: note ?? null });
      return listView(run);
    },
  },

  startRunbook: {
    act: async (run, said, request) => ({ run: await startRunbookBy(run, said, request) }),
  },

  answerRunbook: {
    async act(run, said, request) {
      await answerRunbookBy(run, said, request);
      return { answered: true };
    },
  },

  abortRunbook: {
    act: async (run, { by, reason }, request) => ({
      aborted: await abortRunbooksBy(run, { by, request, reason: reason ?? null }),
    }),
  },

  escalate: {
    async act(run, { by, reason }, request) {
      const cause = { actor: { by, request }, reason: reason ?? escalationReasons.byOperator() };
      await escalateBy(run, run.handling, cause);
      return listView(run);
    },
  },

  assign: { act: assignBy },

  resolve: { act: async (run, said, request) => ({ resolvedBy: await resolveBy(run, said, request) }) },
};

const listView = ({ memory: { operatorCalls } }: IncidentRun) => ({
  operatorCalls: operatorCalls === null ? null : viewOperatorCalls(operatorCalls),
});

async function takeBy(
  run: IncidentRun,
  { by, from }: ActionSaid<"take">,
  request: string,
): Promise<{ takenBy: string }> {
  if (run.memory.takenBy === by) return { takenBy: by };
  run.memory = { ...run.memory, takenBy: by };
  const fact = { incident: run.opening.number, actor: { by, request }, from: from ?? null, at: Date.now() };
  const takenBy = await people.recordTake.executeWithOptions({ summary: `担当: ${by}` }, [fact]);
  // If another operator took it during the write, they keep it.
  if (run.memory.takenBy === by) run.memory = { ...run.memory, takenBy };
  return { takenBy };
}
