import { contactsWithPhone, rungWithinHour } from "../../../db/calls/callers.ts";
import { type PressResult, storeAcceptance } from "../../../db/calls/callFacts.ts";
import type { IncomingCallRow } from "../../../db/calls/incomingCalls.ts";
import { readIncidentContext } from "../../../db/messages/tellingContext.ts";
import { spokenGoodbye, spokenNotRung, spokenPresses } from "../../../domain/calls/incoming/speech.ts";
import { customersPerson } from "../../../domain/people/actor.ts";
import { sayAndGoOn, sayAndHangUp } from "../twiml.ts";
import { type ConnectingDeps, connectOperator } from "./connecting.ts";
import { incomingUrl, type Place, type ReadOutDeps } from "./readOut.ts";

/**
 * Handles a 1 pressed by a caller who calls back: it acknowledges the incident being read, or all of them
 * after the last. It is stored like a 1 in an automatic call, so no phone rings after it, and the relay
 * brings it to the incident. It counts only if this number was rung within the hour; otherwise an operator
 * takes the caller.
 */
export async function acknowledge(
  deps: ConnectingDeps,
  call: IncomingCallRow,
  place: Place,
): Promise<string> {
  const meant = place === "all" ? call.incidents : call.incidents.slice(place - 1, place);
  const rung = await rungWithinHour(deps.db, call, meant);
  const results: PressResult["result"][] = [];
  for (const incident of meant.filter((one) => rung.includes(one)))
    results.push(await press(deps, call, incident));
  if (rung.length < meant.length) return await connectOperator(deps, call, [spokenNotRung]);
  const words = [...new Set(results)].map((result) => spokenPresses[result]).join("");
  if (place !== "all" && place < call.incidents.length)
    return sayAndGoOn(words, incomingUrl(deps, call, `read?place=${place + 1}`));
  return sayAndHangUp(`${words}${spokenGoodbye}`);
}

async function press(
  deps: ReadOutDeps,
  call: IncomingCallRow,
  incident: number,
): Promise<PressResult["result"]> {
  const { incident: row } = await readIncidentContext(deps.db, incident);
  const callers = await contactsWithPhone(deps.db, call.phone);
  const caller = callers.find(({ customer }) => customer === row.customer);
  const { result } = await storeAcceptance(deps.db, {
    call: { id: call.id, incident, occurrence: row.occurrence },
    sid: call.sid,
    digit: "1",
    turn: String(incident),
    by: customersPerson(caller?.name ?? call.phone),
    at: deps.clock(),
  });
  return result;
}
