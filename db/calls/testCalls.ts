import type { RingClaim, RingOrder } from "../../domain/calls/ring.ts";

/** One place of an ordinary list, with the most usual values for what a test does not name. */
export const ringOrder = (incident: number, fields: Partial<RingOrder> = {}): RingOrder => ({
  incident,
  customer: "acme",
  occurrence: 1,
  step: "1/alert/web down",
  round: 1,
  position: 1,
  try: 1,
  contact: "sato",
  phone: "+819012345678",
  skipMinutes: 60,
  ringSeconds: 30,
  ...fields,
});

/** The id of the claimed call. */
export function claimedCall(claim: RingClaim): string {
  if (claim.result !== "claimed") throw new Error(`not claimed but ${claim.result}`);
  return claim.call;
}
