import express, { type Request, type Response, type Router } from "express";
import { type ChatVoice, postOrMeetFault } from "../meetFault.ts";
import type { Post } from "../post.ts";
import { type ChatProvider, partsOf } from "../provider.ts";
import type { Walls } from "../walls.ts";

const TEAM = { team: "sandbox", team_id: "T0SANDBOX", bot_id: "B0TOBAN", user_id: "U0TOBAN" };
const LONGEST_TEXT = 40_000;

type Body = Record<string, unknown>;

export const provider: ChatProvider = {
  name: "Slack",
  color: "#4a154b",
  routes: (walls, token) => express.Router().use("/api", webApi(walls, token)),
  read: (text) => partsOf(text, /<[@!]([A-Za-z0-9_]+)(?:\|[^>]*)?>/g, withoutEntities),
  idOf: (number, now) => `${Math.floor(now.getTime() / 1000)}.${String(number).padStart(6, "0")}`,
};

/** Decodes the three characters that Slack writes as entities. */
function withoutEntities(text: string): string {
  const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">" };
  return text.replace(/&(amp|lt|gt);/g, (_entity, name: string) => characters[name]!);
}

/** Slack's Web API. */
function webApi(walls: Walls, token: string | null): Router {
  const router = express.Router();
  router.use(express.json({ limit: "1mb" }), express.urlencoded({ extended: false, limit: "1mb" }));
  router.use((request, response, next) => {
    const error = authError(request, token);
    if (error) refuse(response, error);
    else next();
  });

  router.post("/auth.test", (_request, response) => {
    response.json({ ok: true, url: "https://sandbox.slack.com/", user: "toban", ...TEAM });
  });

  router.post("/chat.postMessage", async (request, response) => {
    const body: Body = request.body ?? {};
    const channel = textField(body, "channel");
    const text = textField(body, "text");
    const fault = walls.faults.take("slack", channel);
    const error = messageError(body, text);
    if (!channel) return refuse(response, "channel_not_found");
    if (error) return refuse(response, error);
    const sender = textField(body, "username") || "toban";
    await postOrMeetFault(walls, fault, { request, response }, voice, () =>
      walls.post("slack", channel, sender, text, body),
    );
  });

  router.post("/chat.update", (request, response) => {
    const body: Body = request.body ?? {};
    const edited = walls.edit(
      "slack",
      textField(body, "channel"),
      textField(body, "ts"),
      textField(body, "text"),
    );
    if (edited) voice.posted(response, edited);
    else refuse(response, "message_not_found");
  });

  router.use((_request, response) => refuse(response, "unknown_method"));
  return router;
}

const voice: ChatVoice = {
  posted: (response, post) => void response.json(postedAnswer(post)),
  rateLimited: (response, seconds) =>
    void response.status(429).set("retry-after", String(seconds)).json({ ok: false, error: "ratelimited" }),
  failed: (response, status) => void response.status(status).send("Internal Server Error"),
  refused: (response, fault) => refuse(response, fault.error),
};

function postedAnswer(post: Post): object {
  const message = {
    type: "message",
    text: post.text,
    ts: post.id,
    user: TEAM.user_id,
    bot_id: TEAM.bot_id,
    team: TEAM.team_id,
  };
  return { ok: true, channel: post.room, ts: post.id, text: post.text, message };
}

/** Slack answers 200 even when it refuses; `ok` tells. */
function refuse(response: Response, error: string): void {
  response.json({ ok: false, error });
}

function authError(request: Request, token: string | null): string | null {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? request.body?.token;
  if (!given) return "not_authed";
  return token !== null && given !== token ? "invalid_auth" : null;
}

function messageError(body: Body, text: string): string | null {
  if (!text && !body.blocks && !body.attachments) return "no_text";
  return text.length > LONGEST_TEXT ? "msg_too_long" : null;
}

function textField(body: Body, name: string): string {
  return typeof body[name] === "string" ? body[name] : "";
}
