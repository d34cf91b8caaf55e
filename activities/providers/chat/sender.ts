import type { AddressGuard } from "../../remote/addressGuard.ts";
import type { Outcome } from "../outcome.ts";

export interface ChatMessage {
  /** In the chat's own format. */
  text: string;
  /** The people the text mentions. */
  mention: readonly string[];
}

/** The endpoint of a chat that has one token for all its rooms. */
export interface ChatApi {
  token: string;
  apiUrl: string;
}

/** What such a chat's file exports as `sender`. */
export type TokenSender = (api: ChatApi) => (message: ChatMessage & { room: string }) => Promise<Outcome>;

/** The same for a chat with webhooks. The address is a secret, so no reason or error may show it. */
export type WebhookSender = (
  message: ChatMessage & { url: string; guard: AddressGuard | null },
) => Promise<Outcome>;
