import { createHash } from "node:crypto";
import { behindOlderMail, type DispatchRow, planDispatches } from "../../db/messages/dispatches.ts";
import type { Mail } from "../../domain/messages/facts.ts";
import type { DispatchKind } from "../../domain/messages/kinds.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Told } from "./contract.ts";
import { olderFirst, settle } from "./settle.ts";

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
  const { mail, what, asSent = (_recipient, body) => body } = letter;
  const rows = await planLetter(deps, letter, to);
  const pending = rows.filter((row) => row.outcome === "pending");
  const behind = await behindOlderMail(deps.db, pending, deps.clock());
  const send = (row: DispatchRow) =>
    deps.mailer.send({
      to: row.to,
      subject: row.content?.subject ?? mail.subject,
      body: asSent(row.recipient, row.content?.body ?? mail.body),
      messageId: row.messageId ?? messageIdOf(letter, row.recipient, deps.mailDomain),
    });
  const attempted = await Promise.all(
    pending.map(async (row) => ({ row, outcome: behind.has(row.id) ? olderFirst() : await send(row) })),
  );
  return await settle(deps, rows, attempted, what, firstTry);
}

/** Stores a row per recipient, from which the mail can be sent even if the caller ends. */
export async function planLetter(
  deps: Pick<ActivityDeps, "db" | "clock" | "mailDomain">,
  letter: Letter,
  to: readonly Recipient[],
): Promise<DispatchRow[]> {
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
  );
}

function messageIdOf({ incident, step }: Letter, recipient: string, domain: string): string {
  const place = createHash("sha256").update(`${step}/${recipient}`).digest("hex").slice(0, 24);
  return `<incident-${incident}.${place}@${domain}>`;
}
