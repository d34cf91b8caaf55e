import express, { type Response, type Router } from "express";
import { type ChatVoice, postOrMeetFault } from "../meetFault.ts";
import { type ChatProvider, partsOf } from "../provider.ts";
import type { Walls } from "../walls.ts";

const LIMIT = 100;

export const provider: ChatProvider = {
  name: "Mattermost",
  color: "#1e325c",
  routes: (walls, token) => express.Router().use("/hooks", incomingWebhooks(walls, token)),
  webhook: (room) => `/hooks/${room}`,
  read: (text) => partsOf(text, /(?<![A-Za-z0-9])@([a-z0-9][a-z0-9._-]*)/g, withoutEscapes),
};

/** Incoming webhooks, `/mattermost/hooks/{id}`. Mattermost splits a text that is too long for one post. */
function incomingWebhooks(walls: Walls, token: string | null): Router {
  const router = express.Router();
  router.use(express.json({ limit: "1mb" }));
  router.post("/:id", async (request, response) => {
    const { id } = request.params;
    if (token !== null && id !== token) return sendError(response, 400, "invalid", "Invalid webhook.");
    const text: unknown = request.body?.text;
    if (typeof text !== "string" || text === "")
      return sendError(response, 400, "text", "No text specified.");
    const fault = walls.faults.take("mattermost", id);
    await postOrMeetFault(walls, fault, { request, response }, voice, () =>
      walls.post("mattermost", id, "toban", text, request.body),
    );
  });
  return router;
}

const voice: ChatVoice = {
  posted: (response) => void response.type("text/plain").send("ok"),
  rateLimited(response, seconds) {
    response.set({
      "x-ratelimit-limit": String(LIMIT),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(seconds),
      "retry-after": String(seconds),
    });
    response.status(429).type("text/plain").send("limit exceeded");
  },
  failed: (response, status) => sendError(response, status, "general", "Internal Server Error"),
  refused(response, { status }) {
    if (status === 404) sendError(response, 400, "invalid", "Invalid webhook.");
    else if (status === 501) sendError(response, 501, "disabled", "Incoming webhooks have been disabled.");
    else sendError(response, status, "permissions", "Inappropriate channel permissions.");
  },
};

function sendError(response: Response, status: number, what: string, message: string): void {
  response.status(status).json({
    id: `web.incoming_webhook.${what}.app_error`,
    message,
    detailed_error: "",
    request_id: "sandbox",
    status_code: status,
  });
}

/**
 * Reads a text as Mattermost's Markdown does: removes backslashes before these characters, decodes entities,
 * leaves addresses alone.
 */
const withoutEscapes = (text: string): string =>
  text
    .replace(
      /(\bhttps?:\/\/[^\s()<>]+)|\\([`*{}[\]()#+\-.!_>|~]|\\(?!\w))|&#(\d+);/g,
      (_all, address?: string, character?: string, code?: string) =>
        address ?? character ?? String.fromCodePoint(Number(code)),
    )
    .replaceAll("\u200c", "");
