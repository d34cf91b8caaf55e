import { type CallRow, readCall, updateCall } from "../../db/calls/calls.ts";
import { claimOperatorCall } from "../../db/calls/operatorCalls.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import type { TimelineLine } from "../../db/timelineLines.ts";
import { operatorCallEvents as events } from "../../domain/calls/events.ts";
import { outcomeOfResult } from "../../domain/calls/operators/result.ts";
import { operatorCallReasonTexts } from "../../domain/calls/texts.ts";
import { readPhone } from "../../domain/customers/phone.ts";
import { engine } from "../../domain/people/actor.ts";
import { say } from "../../domain/say.ts";
import type { ActivityDeps } from "../deps.ts";
import type { OperatorCallActivities } from "./operatorContract.ts";
import { nameOf, recordCall } from "./recordCall.ts";

/** Writes the row of an operator's call and the result that ends it (R5.3.2). */
export function operatorRowActivities(deps: ActivityDeps): OperatorCallActivities {
  return {
    async claimOperatorCall(order) {
      const { incident, configuration } = await readIncidentContext(deps.db, order.incident);
      const phone = configuration?.contacts[order.contact]?.phone ?? null;
      if (phone === null) return { result: "no-phone" };
      const own = order.operatorPhone;
      if (own !== null && "problem" in readPhone(own)) return { result: "bad-phone" };
      const { customer } = incident;
      const call = await claimOperatorCall(deps.db, { ...order, customer, phone }, deps.clock());
      return { result: "claimed", call };
    },

    async recordNoResult({ call: id }) {
      const call = await readCall(deps.db, id);
      if (call === null || call.outcome !== null) return;
      await updateCall(deps.db, id, { outcome: "ignored", reason: operatorCallReasonTexts.noResult() });
    },

    /** A person's result outranks the provider's, and a later one an earlier one. */
    async recordOperatorResult(word) {
      const call = await readCall(deps.db, word.call);
      if (call === null || (call.result !== null && isProviders(word))) return;
      // An earlier result, repeated late.
      if (call.resultAt !== null && call.resultAt.getTime() > word.at) return;
      const { result, by: resultBy } = word;
      const resultAt = new Date(word.at);
      const resultNote = isProviders(word) || word.note === null ? null : say(word.note);
      const said = { result, resultBy, resultNote, resultAt, outcome: outcomeOfResult[result] };
      const lines = linesOf(call, word, await nameOf(deps, call));
      await recordCall(deps, call, { ...said, ...endOf(call, word, resultAt) }, lines);
    },
  };
}

type Word = Parameters<OperatorCallActivities["recordOperatorResult"]>[0];

const isProviders = ({ by }: Word): boolean => by === engine;

/** A call by hand ends with its result, as does one that the provider never placed. */
function endOf(call: CallRow, word: Word, at: Date): Partial<CallRow> {
  if (call.operatorPhone === null)
    return { acceptedAt: call.requestedAt, endedAt: at, notPlaced: word.result === "failed" };
  if (call.endedAt !== null || !isProviders(word)) return {};
  return { endedAt: at, reason: word.note, notPlaced: call.legSid === null };
}

/** The provider's note is a reason that all may read; an operator's note is for operators only. */
function linesOf(call: CallRow, word: Word, name: string): TimelineLine[] {
  const { result, by, note, at } = word;
  const line = { incident: call.incident, at: new Date(at), actor: by };
  const fact = `call/${call.id}/result/${by}/${result}`;
  const reason = isProviders(word) ? note : null;
  const told = { ...line, event: events.result({ name, result, reason }), fact };
  if (note === null || isProviders(word)) return [told];
  return [told, { ...line, event: events.noted({ name, note: say(note) }), fact: `${fact}/note` }];
}
