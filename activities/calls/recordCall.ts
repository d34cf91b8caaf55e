import { type CallRow, updateCall } from "../../db/calls/calls.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { contactOfIncident } from "../../db/messages/tellingContext.ts";
import { type TimelineLine, tellTimeline } from "../../db/timelineLines.ts";
import { engine } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { ActivityDeps } from "../deps.ts";

/** Records a change of an incident's call with its timeline lines; the rows give the first response. */
export async function recordCall(
  { db }: Pick<ActivityDeps, "db">,
  { id, incident }: CallRow,
  set: Partial<CallRow>,
  lines: readonly TimelineLine[],
): Promise<void> {
  await inIncident(db, incident, async (tx) => {
    // Sent together: neither reads what the other writes.
    await Promise.all([Object.keys(set).length > 0 && updateCall(tx, id, set), tellTimeline(tx, lines)]);
    await refreshFirstResponse(tx, incident);
  });
}

/** A timeline line of a call; `fact` distinguishes it from the call's other lines. */
export const lineOf = (call: CallRow, fact: string, at: Date, event: TimelineEvent): TimelineLine => ({
  incident: call.incident,
  at,
  actor: engine,
  event,
  fact: `call/${call.id}/${fact}`,
});

/** The callee's name for people, such as 佐藤 太郎. */
export async function nameOf({ db }: Pick<ActivityDeps, "db">, call: CallRow): Promise<string> {
  const contact = await contactOfIncident(db, call.incident, call.contact);
  return contact?.name ?? call.contact;
}
