import { z } from "zod";

/** What a chat provider does instead of accepting a message. */
export const chatFaultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rate-limited"), retryAfterSeconds: z.number().int().min(0).default(1) }),
  z.object({ kind: z.literal("error"), status: z.number().int().min(500).max(599).default(500) }),
  z.object({ kind: z.literal("post-then-error"), status: z.number().int().min(500).max(599).default(500) }),
  z.object({ kind: z.literal("post-then-reset") }),
  z.object({ kind: z.literal("reset") }),
  z.object({ kind: z.literal("slow"), seconds: z.number().min(0) }),
  /**
   * Slack's error word, else an HTTP status: channel_not_found, invalid_auth, is_archived; 401, 403, 404.
   * Mattermost answers 501 if webhooks are turned off.
   */
  z.object({
    kind: z.literal("permanent"),
    error: z.string().default("channel_not_found"),
    status: z.union([z.number().int().min(400).max(499), z.literal(501)]).default(403),
  }),
]);

export type ChatFault = z.infer<typeof chatFaultSchema>;
export type ChatFaultScript = z.input<typeof chatFaultSchema>;

interface Injected {
  provider: string;
  room: string | null;
  fault: ChatFault;
  remaining: number;
}

/** Faults of one room or of a whole provider, for the next `times` or until cleared. */
export class ChatFaults {
  #injected: Injected[] = [];

  inject(provider: string, fault: ChatFaultScript, scope: { room?: string; times?: number } = {}): void {
    this.#injected.push({
      provider,
      room: scope.room ?? null,
      fault: chatFaultSchema.parse(fault),
      remaining: scope.times ?? Number.POSITIVE_INFINITY,
    });
  }

  clear(provider?: string, room?: string): void {
    this.#injected = this.#injected.filter(
      (each) =>
        (provider !== undefined && each.provider !== provider) || (room !== undefined && each.room !== room),
    );
  }

  take(provider: string, room: string): ChatFault | null {
    const met = this.#injected.find(
      (each) => each.provider === provider && each.remaining > 0 && (each.room ?? room) === room,
    );
    if (met) met.remaining--;
    return met?.fault ?? null;
  }
}
