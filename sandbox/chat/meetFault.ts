import type { Request, Response } from "express";
import type { ChatFault } from "./faults.ts";
import type { Post } from "./post.ts";
import type { Walls } from "./walls.ts";

/** How a provider answers over HTTP. */
export interface ChatVoice {
  posted(response: Response, post: Post): void;
  rateLimited(response: Response, retryAfterSeconds: number): void;
  failed(response: Response, status: number): void;
  refused(response: Response, fault: Extract<ChatFault, { kind: "permanent" }>): void;
}

/** Puts a message on the wall, unless a fault was injected for it; then the fault happens. */
export async function postOrMeetFault(
  walls: Walls,
  fault: ChatFault | null,
  exchange: { request: Request; response: Response },
  voice: ChatVoice,
  post: () => Post,
): Promise<void> {
  const { request, response } = exchange;
  switch (fault?.kind) {
    case "rate-limited":
      return voice.rateLimited(response, fault.retryAfterSeconds);
    case "error":
      return voice.failed(response, fault.status);
    case "permanent":
      return voice.refused(response, fault);
    case "reset":
      return void request.socket.resetAndDestroy();
    case "post-then-error":
      post();
      return voice.failed(response, fault.status);
    case "post-then-reset":
      post();
      return void request.socket.resetAndDestroy();
    case "slow": {
      const made = post();
      await new Promise<void>((resolve) => void walls.clock.after(fault.seconds * 1000, () => resolve()));
      return voice.posted(response, made);
    }
    default:
      return voice.posted(response, post());
  }
}
