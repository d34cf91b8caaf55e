/** One message on a wall. */
export interface Post {
  /** Slack's `ts`, Chatwork's `message_id`, a running number at others. */
  id: string;
  /** By the name of its file in providers/. */
  provider: string;
  /** Channel, room, or the name in a webhook's address. */
  room: string;
  sender: string;
  text: string;
  /** The text as a reader sees it, mentions left out. */
  shown: string;
  /** Who is called, as the provider writes it: user ids, `here`, `channel`, `all`. */
  mentions: string[];
  /** The body as it came. */
  raw: unknown;
  at: Date;
  editedAt: Date | null;
}
