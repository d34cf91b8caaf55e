import { readCall, updateCall } from "../../db/queries/calls.ts";
import { refreshFirstResponse } from "../../db/queries/firstResponse.ts";
import { claimOperatorCall } from "../../db/queries/operatorCalls.ts";
import { readIncidentContext } from "../../db/queries/tellingContext.ts";
import { tellTimeline } from "../../db/queries/timelineLines.ts";
import { callResultWords, outcomeOfResult } from "../../domain/operatorCalls/result.ts";
import type { OperatorCallActivities } from "../contract.ts";
import type { ActivityDeps } from "../deps.ts";
import { nameOf } from "./nameOf.ts";

type RowActivities = Pick<OperatorCallActivities, "claimOperatorCall" | "recordOperatorResult">;

/** The row of an operator's call, and the word that ends it (R5.3.2). */
export function operatorRowActivities(deps: ActivityDeps): RowActivities {
  return {
    async claimOperatorCall(order) {
      const { incident, configuration } = await readIncidentContext(deps.db, order.incident);
      const phone = configuration?.contacts[order.contact]?.phone ?? null;
      if (phone === null) return { result: "no-phone" };
      const placedAt = order.placedAt === null ? null : new Date(order.placedAt);
      const { customer } = incident;
      const call = await claimOperatorCall(deps.db, { ...order, customer, phone, placedAt }, deps.clock());
      return { result: "claimed", call };
    },

    /** A person's word stands over the provider's, and a later one over an earlier. */
    async recordOperatorResult({ call: id, result, by, note, at }) {
      const call = await readCall(deps.db, id);
      if (call === null) return;
      if (call.result !== null && by === "toban") return;
      const resultAt = new Date(at);
      const byHand = call.operatorPhone === null;
      const outcome = outcomeOfResult[result];
      const name = await nameOf(deps, call);
      const why = by === "toban" && call.reason !== null ? `（${call.reason}）` : "";
      const line = { incident: call.incident, at: resultAt, actor: by };
      const fact = `call/${id}/result/${by}/${result}`;
      await deps.db.transaction(async (tx) => {
        await updateCall(tx, id, {
          ...{ result, resultBy: by, resultNote: note, resultAt, outcome },
          ...(byHand
            ? { acceptedAt: call.requestedAt, endedAt: resultAt, notPlaced: result === "failed" }
            : {}),
        });
        const text = `${name} への電話: ${callResultWords[result]}${why}`;
        await tellTimeline(tx, [
          { ...line, kind: "call", text, fact },
          // What operators note for each other is not for the customer's eyes.
          ...(note === null
            ? []
            : [{ ...line, kind: "operators-note", text: `${name} への電話: ${note}`, fact: `${fact}/note` }]),
        ]);
        await refreshFirstResponse(tx, call.incident);
      });
    },
  };
}
