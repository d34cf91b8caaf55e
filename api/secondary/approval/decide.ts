import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/connect.ts";
import { audited } from "../../../db/people/audit.ts";
import type { OpenedLink } from "../../../db/secondary/approvalLinks.ts";
import { actOnSecondary, type SecondaryRow } from "../../../db/secondary/secondary.ts";
import { customersPerson } from "../../../domain/people/actor.ts";
import type { Act } from "../../../domain/secondary/act.ts";
import type { Asked } from "./asked.ts";

export type OpenLink = Extract<OpenedLink, { is: "open" }>;

/** A customer's answer through a link. */
export interface LinkAnswer {
  about: Asked["about"];
  approved: boolean;
  name: string;
  note: string;
  /** The network address it came from. */
  address: string;
}

/** Records the answer once. Throws a refusal if someone else was faster. */
export async function decide(
  { db, clock }: { db: Database; clock: () => Date },
  { row, recipient, digest }: OpenLink,
  { about, approved, name, note: typed, address }: LinkAnswer,
): Promise<SecondaryRow> {
  const at = clock();
  const by = customersPerson(name);
  const note = typed === "" ? null : typed;
  const verb = approved ? "approve" : "decline";
  const act: Act =
    about === "begin"
      ? { act: "answerHeard", agreed: approved, by, note }
      : { act: verb, by, through: "link", note, recordedBy: null };
  const action = about === "begin" && approved ? "beginSecondary" : `${verb}Secondary`;
  const request = `link/${randomUUID()}`;
  const beginning = {
    at,
    person: by,
    role: null,
    action,
    via: "link" as const,
    request,
    customer: row.customer,
    incident: row.incident,
    detail: { secondary: row.id, about, link: recipient, note, digest, address },
  };
  return audited(db, beginning, () => actOnSecondary(db, row.id, { act, role: "customer", request, at }));
}
