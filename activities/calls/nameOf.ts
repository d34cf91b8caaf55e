import type { CallRow } from "../../db/calls/calls.ts";
import { contactOfIncident } from "../../db/messages/tellingContext.ts";
import type { ActivityDeps } from "../deps.ts";

/** The callee as people read it: 佐藤 太郎. */
export async function nameOf(deps: ActivityDeps, call: CallRow): Promise<string> {
  const contact = await contactOfIncident(deps.db, call.incident, call.contact);
  return contact?.name ?? call.contact;
}
