import type { DispatchRow } from "../../db/messages/dispatches.ts";
import type { ChatDestination } from "../../domain/messages/chat/registry.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";

type SendRow = (row: DispatchRow) => Promise<Outcome>;

/** Mails rows as they were stored. `asSent` adds what may not be stored, such as a secret link. */
export const mailRow =
  (
    { mailer }: Pick<ActivityDeps, "mailer">,
    asSent = (_recipient: string, body: string): string => body,
  ): SendRow =>
  async ({ to, recipient, messageId, content }) => {
    const { subject = "", body } = content ?? { body: "" };
    return await mailer.send({ to, subject, body: asSent(recipient, body), messageId: messageId ?? "" });
  };

/** Posts rows as they were stored; the operators' own chat has no customer. */
export const postRow =
  (
    { chat }: Pick<ActivityDeps, "chat">,
    customer: string | null,
    destination: ChatDestination | null | undefined,
  ): SendRow =>
  async ({ content }) =>
    destination
      ? await chat.post({ customer, destination, line: content?.body ?? "" })
      : { outcome: "permanent", reason: notSentTexts.unknownChat() };
