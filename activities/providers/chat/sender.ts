import type { AddressGuard } from "../../remote/addressGuard.ts";
import type { Outcome } from "../outcome.ts";

export interface ChatMessage {
  /** As the chat wants it. */
  text: string;
  /** Whom the text mentions. */
  mention: readonly string[];
}

/** Where a chat with one token for all its rooms is reached. */
export interface ChatApi {
  token: string;
  apiUrl: string;
}

/** What the file of such a chat exports as `sender`. */
export type TokenSender = (api: ChatApi) => (message: ChatMessage & { room: string }) => Promise<Outcome>;

/** The same of a chat with a webhook. The address is a secret: no reason and no error shows it. */
export type WebhookSender = (
  message: ChatMessage & { url: string; guard: AddressGuard | null },
) => Promise<Outcome>;
