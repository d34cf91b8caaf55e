export type ChatProvider = "slack" | "chatwork" | "teams";

/** One message on a wall. */
export interface Post {
  /** Slack's `ts`, Chatwork's `message_id`, a running number at Teams. */
  id: string;
  provider: ChatProvider;
  /** Channel, room, or the name in the Teams address. */
  room: string;
  sender: string;
  text: string;
  /** Who is called, as the provider writes it: user ids, `here`, `channel`, `all`. */
  mentions: string[];
  /** The body as it came. */
  raw: unknown;
  at: Date;
  editedAt: Date | null;
}

const MENTIONS: Record<ChatProvider, RegExp> = {
  slack: /<[@!]([A-Za-z0-9_]+)(?:\|[^>]*)?>/g,
  chatwork: /\[(?:To:(\d+)|(toall))\]/g,
  teams: /<at>([^<]+)<\/at>/g,
};

export function mentionsIn(provider: ChatProvider, text: string): string[] {
  return [...text.matchAll(MENTIONS[provider])].map((match) => match[1] ?? match[2] ?? "");
}
