import { createHash } from "node:crypto";
import { type AttemptRow, type Lease, planDispatches } from "../../db/messages/attempts.ts";
import type { Mail } from "../../domain/messages/facts.ts";
import type { DispatchKind } from "../../domain/messages/kinds.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import { attempt } from "./attempt.ts";
import type { Told } from "./contract.ts";
import { mailRow } from "./sendRow.ts";

export interface Recipient {
  /** A contact's id, or `operators:mail`. */
  id: string;
  address: string;
}

export interface Letter {
  incident: number;
  step: string;
  kind: DispatchKind;
  mail: Mail;
  /** Its name on the timeline, such as 「発生のご連絡」. */
  what: Text;
  /** The body to send, if the stored one must lack part of it, such as a secret link. */
  asSent?: (recipient: string, body: string) => string;
}

/**
 * Mails one letter to each recipient once: stores the rows, then sends all pending ones together. An address
 * with an older mail still on its way waits for that one. The Message-ID depends only on incident, step and
 * recipient, so a mail sent again is the same mail.
 */
export async function deliverMail(
  deps: ActivityDeps,
  letter: Letter,
  to: readonly Recipient[],
  firstTry = false,
): Promise<Told> {
  const { what, asSent } = letter;
  const rows = (lease: Lease) => planLetter(deps, letter, to, lease);
  return await attempt(deps, { rows, what, send: mailRow(deps, asSent), firstTry });
}

/** Stores a row per recipient, from which the mail can be sent even if the caller ends. */
export async function planLetter(
  deps: Pick<ActivityDeps, "db" | "clock" | "mailDomain">,
  letter: Letter,
  to: readonly Recipient[],
  lease: Lease | null,
): Promise<AttemptRow[]> {
  const { incident, step, kind, mail } = letter;
  return await planDispatches(
    deps.db,
    { incident, step, channel: "mail", kind, at: deps.clock() },
    to.map(({ id, address }) => ({
      recipient: id,
      to: address,
      messageId: messageIdOf(letter, id, deps.mailDomain),
      content: { subject: mail.subject, body: mail.body },
    })),
    lease,
  );
}

function messageIdOf({ incident, step }: Letter, recipient: string, domain: string): string {
  const place = createHash("sha256").update(`${step}/${recipient}`).digest("hex").slice(0, 24);
  return `<incident-${incident}.${place}@${domain}>`;
}
