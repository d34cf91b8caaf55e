import { claimRing } from "../../db/calls/callClaim.ts";
import { whyNotRing } from "../../db/calls/whyNotRing.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { callEvents } from "../../domain/calls/events.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import { engine } from "../../domain/people/actor.ts";
import type { ActivityDeps } from "../deps.ts";
import type { ListActivities } from "./contract.ts";

/** Creates a call's row before it rings. */
export function claimActivities(deps: ActivityDeps): Pick<ListActivities, "claimCall" | "whyNotRing"> {
  return {
    whyNotRing: ({ incident, occurrence }) =>
      deps.db.transaction((tx) => whyNotRing(tx, incident, occurrence)),

    async claimCall(order) {
      const { incident, configuration } = await readIncidentContext(deps.db, order.incident);
      const contact = configuration?.contacts[order.contact];
      if (contact?.phone == null) return { result: "skipped", reason: callReasonTexts.noNumber() };
      const now = deps.clock();
      const claim = await claimRing(
        deps.db,
        { ...order, customer: incident.customer, phone: contact.phone },
        now,
      );
      if (claim.result === "skipped") {
        const fact = `skipped/${order.step}/${order.round}/${order.position}`;
        const event = callEvents.skipped({ name: contact.name, reason: claim.reason });
        await tellTimeline(deps.db, [{ incident: order.incident, at: now, actor: engine, event, fact }]);
      }
      return claim;
    },
  };
}
