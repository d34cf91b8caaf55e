import { claimAndPermit, claimRing } from "../../db/calls/callClaim.ts";
import type { CallRow } from "../../db/calls/calls.ts";
import { whyNotRing } from "../../db/calls/whyNotRing.ts";
import { personOfIncident } from "../../db/messages/tellingContext.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { callEvents } from "../../domain/calls/events.ts";
import type { RingClaim, RingOrder } from "../../domain/calls/ring.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import { engine } from "../../domain/people/actor.ts";
import type { ActivityDeps } from "../deps.ts";
import type { ListActivities, PlaceOrder } from "./contract.ts";
import { dialPermitted } from "./dial.ts";
import type { CallLedger } from "./ledger.ts";

/** Creates a call's row before it rings. */
export function claimActivities(deps: ActivityDeps, ledger: CallLedger<"auto", CallRow>): ListActivities {
  return {
    whyNotRing: ({ incident, occurrence }) =>
      deps.db.transaction((tx) => whyNotRing(tx, incident, occurrence)),

    async claimCall(place) {
      const ring = await ringAt(deps, place);
      if (ring === null) return withoutNumber;
      const claim = await claimRing(deps.db, ring.order, ring.at);
      await tellSkipped(deps, ring, claim);
      return claim;
    },

    async claimAndDial(place) {
      const ring = await ringAt(deps, place);
      if (ring === null) return { claim: withoutNumber, dialled: null };
      const { claim, permission } = await claimAndPermit(deps.db, ring.order, ring.at, deps);
      await tellSkipped(deps, ring, claim);
      if (claim.result !== "claimed") return { claim, dialled: null };
      // Claimed by an earlier attempt, which may have dialled it.
      const permitted = permission ?? (await ledger.permit(claim.call, null, deps));
      return { claim, dialled: await dialPermitted(deps, ledger, permitted, false) };
    },
  };
}

const withoutNumber: RingClaim = { result: "skipped", reason: callReasonTexts.noNumber() };

interface Ring {
  order: RingOrder;
  name: string;
  at: Date;
}

/** null: the person has no telephone number. */
async function ringAt({ db, clock }: ActivityDeps, place: PlaceOrder): Promise<Ring | null> {
  const { customer, contact } = await personOfIncident(db, place.incident, place.contact);
  if (contact?.phone == null) return null;
  return { order: { ...place, customer, phone: contact.phone }, name: contact.name, at: clock() };
}

async function tellSkipped({ db }: ActivityDeps, { order, name, at }: Ring, claim: RingClaim): Promise<void> {
  if (claim.result !== "skipped") return;
  const fact = `skipped/${order.step}/${order.round}/${order.position}`;
  const event = callEvents.skipped({ name, reason: claim.reason });
  await tellTimeline(db, [{ incident: order.incident, at, actor: engine, event, fact }]);
}
