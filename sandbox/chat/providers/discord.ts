import express, { type Response, type Router } from "express";
import { z } from "zod";
import { type ChatVoice, postOrMeetFault } from "../meetFault.ts";
import { type ChatProvider, type Part, partsOf } from "../provider.ts";
import type { Walls } from "../walls.ts";

const LONGEST_CONTENT = 2_000;
const LIMIT = 5;

const everybody = ["everyone", "users", "roles"] as const;
const ids = z.array(z.string().regex(/^\d+$/)).max(100).default([]);
const messageSchema = z.object({
  content: z.string().default(""),
  flags: z.number().int().optional(),
  allowed_mentions: z
    .object({ parse: z.array(z.enum(everybody)).default([]), users: ids, roles: ids })
    .default({ parse: [...everybody], users: [], roles: [] }),
});

export const provider: ChatProvider = {
  name: "Discord",
  color: "#5865f2",
  routes: (walls, token) => express.Router().use("/api", webhooks(walls, token)),
  webhook: (room) => `/api/webhooks/${room}/sandbox`,
  read: readMessage,
};

/** Execute Webhook, `/discord/api/webhooks/{id}/{token}`. */
function webhooks(walls: Walls, token: string | null): Router {
  const router = express.Router();
  router.use(express.json({ limit: "1mb" }));
  router.post("/webhooks/:id/:token", async (request, response) => {
    const { id } = request.params;
    if (token !== null && request.params.token !== token)
      return sendError(response, 401, 50027, "Invalid Webhook Token");
    const message = messageSchema.safeParse(request.body);
    if (!message.success) return sendError(response, 400, 50035, "Invalid Form Body");
    const { content } = message.data;
    if (content.trim() === "") return sendError(response, 400, 50006, "Cannot send an empty message");
    if ([...content].length > LONGEST_CONTENT) return sendError(response, 400, 50035, "Invalid Form Body");
    const fault = walls.faults.take("discord", id);
    const voice = voiceOf(request.query.wait === "true");
    await postOrMeetFault(walls, fault, { request, response }, voice, () =>
      walls.post("discord", id, "toban", content, request.body),
    );
  });
  router.use((_request, response) => sendError(response, 404, 0, "404: Not Found"));
  return router;
}

const voiceOf = (waits: boolean): ChatVoice => ({
  posted(response, post) {
    response.set(limits(LIMIT - 1, 2));
    if (!waits) return void response.status(204).end();
    response.json({
      id: post.id,
      type: 0,
      content: post.text,
      channel_id: "1",
      webhook_id: post.room,
      author: { id: post.room, username: post.sender, bot: true },
      timestamp: post.at.toISOString(),
      attachments: [],
      embeds: [],
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
    });
  },
  rateLimited(response, seconds) {
    response.set({ ...limits(0, seconds), "x-ratelimit-scope": "user", "retry-after": String(seconds) });
    response
      .status(429)
      .json({ message: "You are being rate limited.", retry_after: seconds, global: false });
  },
  failed: (response, status) => sendError(response, status, 0, `${status}: Internal Server Error`),
  refused(response, { status }) {
    if (status === 404) sendError(response, 404, 10015, "Unknown Webhook");
    else sendError(response, status, 50001, "Missing Access");
  },
});

const limits = (remaining: number, seconds: number) => ({
  "x-ratelimit-limit": String(LIMIT),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset-after": String(seconds),
});

function sendError(response: Response, status: number, code: number, message: string): void {
  response.status(status).json({ message, code });
}

const mention = /(?<=(?:^|[^\\])(?:\\\\)*)(?:<@([!&]?\d+)>|@(everyone|here))/g;

/** Mentions only those whom the request allows. */
function readMessage(text: string, raw: unknown): Part[] {
  const allowed = messageSchema.parse(raw).allowed_mentions;
  return partsOf(text, mention, withoutEscapes).map((part) => {
    if (typeof part === "string") return part;
    const id = part.mention.replace(/^[!&]/, "");
    const [group, named] = part.mention.startsWith("&")
      ? (["roles", allowed.roles] as const)
      : (["users", allowed.users] as const);
    if (id === "everyone" || id === "here") return allowed.parse.includes("everyone") ? part : `@${id}`;
    return allowed.parse.includes(group) || named.includes(id) ? part : `<@${part.mention}>`;
  });
}

/** Removes escapes, but not inside addresses. */
const withoutEscapes = (text: string): string =>
  text.replace(
    /(https?:\/\/[^\s<]+)|\\([^0-9A-Za-z\s])/g,
    (_all, address?: string, character?: string) => address ?? character ?? "",
  );
