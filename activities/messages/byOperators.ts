import { callsOfIncident, callsOfOperators } from "../../db/calls/calls.ts";
import type { Queryable } from "../../db/connect.ts";
import { contactsMailed } from "../../db/messages/dispatches.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readIncidentContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { runsOf, stepsOf } from "../../db/runbooks/runbookRuns.ts";
import { fallbackMail, type ToldCall } from "../../domain/calls/fallbackMail.ts";
import { escalationMail, type TriedRun } from "../../domain/incidents/escalationMail.ts";
import { messageTexts } from "../../domain/messages/sendingTexts.ts";
import { say } from "../../domain/say.ts";
import type { ActivityDeps } from "../deps.ts";
import { attempt } from "./attempt.ts";
import type { OperatorTellingActivities } from "./contract.ts";
import { deliverMail } from "./deliverMail.ts";
import { operatorLetter, planOperatorChat } from "./operatorOrders.ts";
import { contactOf, recipients } from "./recipients.ts";
import { postRow } from "./sendRow.ts";

/** Sends operators' own messages and those of an escalation. */
export function operatorTellingActivities(deps: ActivityDeps): OperatorTellingActivities {
  const facts = (context: TellingContext) => factsOf(context, "firing", deps.centerName);

  return {
    async sendOperatorMail({ incident, to, firstTry, ...said }) {
      const context = await readIncidentContext(deps.db, incident);
      const letter = operatorLetter(deps, context, said);
      return await deliverMail(deps, letter, recipients(context, to), firstTry);
    },

    async postOperatorChat({ incident, step, chat, text }) {
      const context = await readIncidentContext(deps.db, incident);
      const destination = context.configuration?.chat[chat];
      return await attempt(deps, {
        rows: (lease) => planOperatorChat(deps, context, { step, chats: [chat], text }, lease),
        what: messageTexts.operatorPost(),
        send: postRow(deps, context.incident.customer, destination),
      });
    },

    async sendEscalationMail({ incident, step, to, reason, firstTry }) {
      const context = await readIncidentContext(deps.db, incident);
      const [mailed, calls, runs] = await Promise.all([
        contactsMailed(deps.db, incident),
        callsOfIncident(deps.db, incident),
        triedRuns(deps.db, incident),
      ]);
      const mail = escalationMail(facts(context), say(reason), {
        mailed: mailed.map((contact) => contactOf(context, contact)?.name ?? contact),
        calls: calls.map((call) => toldCall(context, call)),
        runs,
      });
      const letter = {
        incident,
        step,
        kind: "escalation",
        mail,
        what: messageTexts.escalationMail(),
      } as const;
      return await deliverMail(deps, letter, recipients(context, to), firstTry);
    },

    async sendOperatorCallsMail({ incident, step, occurrence, to, firstTry }) {
      const context = await readIncidentContext(deps.db, incident);
      const calls = await callsOfOperators(deps.db, incident, occurrence);
      const told = calls.map((call) => toldCall(context, call));
      const mail = fallbackMail(facts(context), told, "operators");
      const letter = {
        incident,
        step,
        kind: "fallback",
        mail,
        what: messageTexts.operatorCallsMail(),
      } as const;
      return await deliverMail(deps, letter, recipients(context, to), firstTry);
    },
  };
}

/** Runs that have ended. Those without a tree were refused, and the reason already tells why. */
async function triedRuns(db: Queryable, incident: number): Promise<TriedRun[]> {
  const ended = (await runsOf(db, incident)).filter(({ endedAt, tree }) => endedAt !== null && tree !== null);
  const ids = ended.map(({ id }) => id);
  const steps = Map.groupBy(await stepsOf(db, ids), ({ run }) => run);
  return ended.map(({ id, tree, runbook, startedAt, why }) => ({
    title: tree?.title ?? runbook,
    startedAt,
    why: why ?? "",
    steps: steps.get(id) ?? [],
  }));
}

const toldCall = (
  context: TellingContext,
  call: Omit<ToldCall, "name" | "placedAt"> & { contact: string; requestedAt: Date | null },
): ToldCall => ({
  ...call,
  name: contactOf(context, call.contact)?.name ?? call.contact,
  placedAt: call.requestedAt,
});
