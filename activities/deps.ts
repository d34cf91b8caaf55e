import type { Logger } from "pino";
import type { Database } from "../db/connect.ts";
import type { ChatDestination } from "../domain/messages/chat/registry.ts";
import type { Conversations } from "./messages/conversations.ts";
import type { ChatPoster } from "./providers/chat.ts";
import type { Mailer } from "./providers/smtp.ts";
import type { Telephone } from "./providers/twilio.ts";
import type { RunbookDeps } from "./runbooks/deps.ts";

/** What activities work with; wired once in worker.ts. */
export interface ActivityDeps {
  db: Database;
  clock: () => Date;
  logger: Logger;
  mailer: Mailer;
  chat: ChatPoster;
  conversations: Conversations;
  telephone: Telephone;
  /** How many calls the provider takes, over all workers. */
  callsPerSecond: number;
  operators: { chat: ChatDestination | null; mail: string | null };
  centerName: string;
  /** Where the provider's callbacks reach the API. */
  publicUrl: string;
  /** The domain of our own Message-IDs, after the @. */
  mailDomain: string;
  /** Creates the links by which customers answer (db/secondary/linkKeys.ts). */
  approvalKey: Buffer;
  runbooks: RunbookDeps;
}
