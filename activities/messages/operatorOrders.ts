import { type AttemptRow, type Lease, planDispatches } from "../../db/messages/attempts.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import type { TellingContext } from "../../db/messages/tellingContext.ts";
import { chatLine } from "../../domain/messages/chatLine.ts";
import { customMail } from "../../domain/messages/customMail.ts";
import { messageTexts } from "../../domain/messages/sendingTexts.ts";
import type { ActivityDeps } from "../deps.ts";
import { type Letter, planLetter } from "./deliverMail.ts";
import { recipients, ruleOf } from "./recipients.ts";

interface OperatorMail {
  step: string;
  /** null: the standard text. */
  subject: string | null;
  body: string | null;
}

export function operatorLetter(
  deps: Pick<ActivityDeps, "centerName">,
  context: TellingContext,
  { step, subject, body }: OperatorMail,
): Letter {
  const { number: incident, rule } = context.incident;
  const template = ruleOf(context, rule)?.notify?.mail?.template ?? null;
  const standard = customMail(factsOf(context, "firing", deps.centerName), template);
  const mail = { subject: subject ?? standard.subject, body: body ?? standard.body };
  return { incident, step, kind: "operator", mail, what: messageTexts.operatorMail() };
}

export async function planOperatorChat(
  deps: ActivityDeps,
  context: TellingContext,
  { step, chats, text }: { step: string; chats: readonly string[]; text: string | null },
  lease: Lease | null,
): Promise<AttemptRow[]> {
  const line = text ?? chatLine(factsOf(context, "firing", deps.centerName));
  const { number: incident } = context.incident;
  const about = { incident, step, channel: "chat", kind: "operator", at: deps.clock() } as const;
  const planned = chats.map((chat) => ({
    recipient: chat,
    to: chat,
    messageId: null,
    content: { body: line },
  }));
  return await planDispatches(deps.db, about, planned, lease);
}

/** Stores an operator's order, since it may wait: it is sent even if the run ends. Chats have no subject. */
export async function keepOperatorOrder(
  deps: ActivityDeps,
  context: TellingContext,
  { channel, to, ...said }: OperatorMail & { channel: "mail" | "chat"; to: readonly string[] },
): Promise<void> {
  if (channel === "mail")
    await planLetter(deps, operatorLetter(deps, context, said), recipients(context, to), null);
  else await planOperatorChat(deps, context, { step: said.step, chats: to, text: said.body }, null);
}
