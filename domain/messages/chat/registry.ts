import type { z } from "zod";
import { shorten } from "../../words/oneLine.ts";
import { isWebhook } from "./fields.ts";
import type { TokenChat, WebhookChat } from "./provider.ts";
import * as providers from "./providers.ts";

type Providers = typeof providers;
export type ChatKind = keyof Providers;
export type TokenChatKind = {
  [Kind in ChatKind]: Providers[Kind]["reachedBy"] extends "token" ? Kind : never;
}[ChatKind];
export type WebhookChatKind = Exclude<ChatKind, TokenChatKind>;

/** One place in one chat (R2.7.1), as a customer's file names it. */
export type ChatDestination = {
  [Kind in ChatKind]: { kind: Kind } & z.output<Providers[Kind]["fields"]>;
}[ChatKind];

export type WebhookDestination = Extract<ChatDestination, { url: unknown }>;
export type RoomDestination = Exclude<ChatDestination, WebhookDestination>;

export const chats: Readonly<{
  [Kind in ChatKind]: Kind extends TokenChatKind ? TokenChat<object> : WebhookChat<object>;
}> = providers;
export const chatKinds = Object.keys(providers) as [ChatKind, ...ChatKind[]];
export const tokenChatKinds = chatKinds.filter(isTokenChat);
export const webhookChatKinds = chatKinds.filter((kind): kind is WebhookChatKind => !isTokenChat(kind));

export function isTokenChat(kind: ChatKind): kind is TokenChatKind {
  return chats[kind].reachedBy === "token";
}

export const tokenVariable = <Kind extends TokenChatKind>(kind: Kind) =>
  `${kind.toUpperCase() as Uppercase<Kind>}_TOKEN` as const;
export const apiUrlVariable = <Kind extends TokenChatKind>(kind: Kind) =>
  `${kind.toUpperCase() as Uppercase<Kind>}_API_URL` as const;

/** The message to post: as much of the line as the chat accepts. */
export function chatText(destination: ChatDestination, line: string): string {
  const { write, mostCodePoints } = chats[destination.kind];
  const mention = mentionsOf(destination);
  // Escaping adds characters, so the first cut may not be enough.
  for (let most = line.length; ; ) {
    const text = write(shorten(line, most), mention);
    const over = [...text].length - mostCodePoints;
    if (over <= 0 || most === 0) return text;
    most = Math.max(0, most - Math.ceil(over / 2));
  }
}

export const mentionsOf = (destination: ChatDestination): readonly string[] =>
  "mention" in destination ? destination.mention : [];

/** The room's name at the chat itself. */
export function roomOf(destination: RoomDestination): string {
  const fields: Record<string, unknown> = destination;
  return String(fields[chats[destination.kind].room.field]);
}

/** Reads `slack:C0123` or `teams:https://...`, a destination named outside a customer's file, without mentions. */
export function readChat(text: string): ChatDestination | null {
  const kind = chatKinds.find((one) => text.startsWith(`${one}:`));
  if (kind === undefined) return null;
  const chat = chats[kind];
  const target = text.slice(kind.length + 1);
  if (chat.reachedBy === "webhook" && !isWebhook(target)) return null;
  const field = chat.reachedBy === "token" ? chat.room.field : "url";
  const read = chat.fields.safeParse({ [field]: target });
  return read.success ? ({ kind, ...read.data } as ChatDestination) : null;
}

/** The forms that `readChat` accepts, one for each chat. */
export const chatForms = chatKinds.map((kind) => {
  const chat = chats[kind];
  return `${kind}:${chat.reachedBy === "token" ? chat.room.expected : "ADDRESS"}`;
});
