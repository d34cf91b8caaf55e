/** One message on a wall. */
export interface Post {
  /** Slack's `ts`, Chatwork's `message_id`, a running number for others. */
  id: string;
  /** The name of its file in providers/. */
  provider: string;
  /** Channel, room, or the name in a webhook's address. */
  room: string;
  sender: string;
  text: string;
  /** The text as a reader sees it, without mentions. */
  shown: string;
  /** Who is mentioned, as the provider writes it: user ids, `here`, `channel`, `all`. */
  mentions: string[];
  /** The body unchanged. */
  raw: unknown;
  at: Date;
  editedAt: Date | null;
}
