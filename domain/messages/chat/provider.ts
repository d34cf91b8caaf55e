import type { z } from "zod";
import type { ProviderFaults } from "../providerTexts.ts";

/**
 * Everything the rest of the code needs to know about one chat. Its key in providers.ts is its name in files and
 * variables.
 */
interface Chat<Fields> {
  /** The name that people use. */
  name: string;
  texts: ProviderFaults;
  /** Its entry in a customer's file. */
  fields: z.ZodType<Fields>;
  /** The chat refuses longer messages. */
  mostCodePoints: number;
  /**
   * Writes the configured mentions and then the line, escaped so that the chat obeys nothing in it and shows names as
   * they were sent.
   */
  write(line: string, mention: readonly string[]): string;
}

/** A chat with one token for all its rooms: `KIND_TOKEN`, used at `KIND_API_URL`. */
export interface TokenChat<Fields> extends Chat<Fields> {
  reachedBy: "token";
  /** Used unless `KIND_API_URL` is set. */
  apiUrl: string;
  /** The field that names the room, and the form of its value for the error about `OPERATORS_CHAT`. */
  room: { field: string; expected: string };
}

/** A chat with one address for each room. Anyone who knows the address can post there. */
export interface WebhookChat<Fields> extends Chat<Fields> {
  reachedBy: "webhook";
}
