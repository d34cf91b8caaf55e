import { DomainError } from "../../domain/errors.ts";
import {
  type ChatDestination,
  type ChatKind,
  chats,
  chatText,
  mentionsOf,
  type RoomDestination,
  roomOf,
  type TokenChatKind,
  tokenChatKinds,
  tokenVariable,
  type WebhookChatKind,
  type WebhookDestination,
  webhookChatKinds,
} from "../../domain/messages/chat/registry.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { AddressGuard } from "../remote/addressGuard.ts";
import type { ChatApi, ChatMessage, TokenSender, WebhookSender } from "./chat/sender.ts";
import type { Failure, Outcome } from "./outcome.ts";

/** null: the environment has no token for it. */
export type ChatSettings = Readonly<Record<TokenChatKind, ChatApi | null>>;

export interface ChatPost {
  /** The customer whose `secret:NAME` the destination may use; null for the operators' own chat. */
  customer: string | null;
  destination: ChatDestination;
  /** Plain text; each chat's escaping and mentions are added here. */
  line: string;
}

export interface ChatPoster {
  post(message: ChatPost): Promise<Outcome>;
}

const tokenSenders = await load<TokenChatKind, TokenSender>(tokenChatKinds);
const webhookSenders = await load<WebhookChatKind, WebhookSender>(webhookChatKinds);

type OpenSecret = (customer: string, name: string) => Promise<string>;

/** Posts to any kind of chat. */
export function chatPoster(settings: ChatSettings, openSecret: OpenSecret, guard: AddressGuard): ChatPoster {
  const rooms = new Map(
    tokenChatKinds.map((kind) => [kind, settings[kind] && tokenSenders[kind](settings[kind])]),
  );

  async function toRoom(destination: RoomDestination, message: ChatMessage): Promise<Outcome> {
    const { kind } = destination;
    const send = rooms.get(kind);
    if (send) return await send({ ...message, room: roomOf(destination) });
    const missing = { provider: chats[kind].name, variable: tokenVariable(kind) };
    return { outcome: "permanent", reason: notSentTexts.notSetUp(missing) };
  }

  async function toWebhook(
    destination: WebhookDestination,
    customer: string | null,
    message: ChatMessage,
  ): Promise<Outcome> {
    const address = await addressOf(destination, customer, openSecret);
    if (!("url" in address)) return address;
    // The operators' own address comes from the environment, not from a customer.
    const guarded = { url: address.url, guard: customer === null ? null : guard };
    return await webhookSenders[destination.kind]({ ...message, ...guarded });
  }

  return {
    async post({ customer, destination, line }) {
      const message = { text: chatText(destination, line), mention: mentionsOf(destination) };
      if ("url" in destination) return await toWebhook(destination, customer, message);
      return await toRoom(destination, message);
    },
  };
}

async function addressOf(
  { kind, url }: WebhookDestination,
  customer: string | null,
  openSecret: OpenSecret,
): Promise<{ url: string } | Failure> {
  if (typeof url === "string") return { url };
  const { secret } = url;
  const { texts } = chats[kind];
  if (customer === null) return { outcome: "permanent", reason: texts.secretOfNobody({ secret }) };
  try {
    return { url: await openSecret(customer, secret) };
  } catch (error) {
    if (error instanceof DomainError)
      return { outcome: "permanent", reason: texts.secretMissing({ secret, code: error.code }) };
    return { outcome: "transient", reason: texts.secretUnavailable({ secret }) };
  }
}

/** Loads each chat's sender from the file of its name, so that a missing one is found at start. */
async function load<Kind extends ChatKind, Sender>(kinds: readonly Kind[]): Promise<Record<Kind, Sender>> {
  const senders = kinds.map(async (kind): Promise<[Kind, Sender]> => {
    const file: { sender: Sender } = await import(`./chat/${kind}.ts`);
    return [kind, file.sender];
  });
  return Object.fromEntries(await Promise.all(senders)) as Record<Kind, Sender>;
}
