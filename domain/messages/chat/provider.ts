import type { z } from "zod";
import type { ProviderFaults } from "../providerTexts.ts";

/** One chat, by all that others need to know of it. What it is called in files and variables is its name in providers.ts. */
interface Chat<Fields> {
  /** As people call it. */
  name: string;
  texts: ProviderFaults;
  /** Its entry in a customer's file. */
  fields: z.ZodType<Fields>;
  /** Longer messages it refuses. */
  mostCodePoints: number;
  /** The configured mentions, then the line with nothing in it that the chat would obey: names arrive as they were sent. */
  write(line: string, mention: readonly string[]): string;
}

/** With one token for all its rooms: `KIND_TOKEN`, used at `KIND_API_URL`. */
export interface TokenChat<Fields> extends Chat<Fields> {
  reachedBy: "token";
  /** Unless `KIND_API_URL` says otherwise. */
  apiUrl: string;
  /** The field of the room, with what `OPERATORS_CHAT` is told to hold for it. */
  room: { field: string; expected: string };
}

/** At an address of its own for each room; anybody who knows it can post there. */
export interface WebhookChat<Fields> extends Chat<Fields> {
  reachedBy: "webhook";
}
