import express, { type Response, type Router } from "express";
import { type ChatVoice, postOrMeetFault } from "../meetFault.ts";
import { type ChatProvider, partsOf } from "../provider.ts";
import type { Walls } from "../walls.ts";

const LONGEST_BODY = 65_535;
const LIMIT_PER_FIVE_MINUTES = 300;

export const provider: ChatProvider = {
  name: "Chatwork",
  color: "#c0211c",
  routes: (walls, token) => express.Router().use("/v2", apiV2(walls, token)),
  read: (text) => partsOf(text, /\[(?:To:(\d+)|(toall))\]/g),
};

/** Chatwork's API v2. */
function apiV2(walls: Walls, token: string | null): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: "1mb" }));
  router.use((request, response, next) => {
    const given = request.headers["x-chatworktoken"];
    if (given && (token === null || given === token)) next();
    else response.status(401).json({ errors: ["Invalid API Token"] });
  });

  router.get("/me", (_request, response) => {
    response.json({ account_id: 1, name: "toban", chatwork_id: "toban" });
  });

  router.post("/rooms/:room/messages", async (request, response) => {
    const { room } = request.params;
    const body: unknown = request.body?.body;
    if (!/^\d+$/.test(room)) return sendErrors(response, 404, "Not Found");
    if (typeof body !== "string" || body === "") {
      return sendErrors(response, 400, "Parameter 'body' is required");
    }
    if ([...body].length > LONGEST_BODY) return sendErrors(response, 400, "Parameter 'body' is too long");
    const fault = walls.faults.take("chatwork", room);
    await postOrMeetFault(walls, fault, { request, response }, voiceAt(walls), () =>
      walls.post("chatwork", room, "toban", body, request.body),
    );
  });

  router.use((_request, response) => sendErrors(response, 404, "Not Found"));
  return router;
}

function voiceAt(walls: Walls): ChatVoice {
  const limits = (remaining: number, seconds: number) => ({
    "x-ratelimit-limit": String(LIMIT_PER_FIVE_MINUTES),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(Math.ceil(walls.clock.now().getTime() / 1000) + seconds),
  });
  return {
    posted: (response, post) =>
      void response.set(limits(LIMIT_PER_FIVE_MINUTES - 1, 300)).json({ message_id: post.id }),
    rateLimited: (response, seconds) => {
      response.set(limits(0, seconds)).set("retry-after", String(seconds));
      sendErrors(response, 429, "Rate limit exceeded");
    },
    failed: (response, status) => sendErrors(response, status, "Internal Server Error"),
    refused: (response, fault) =>
      sendErrors(response, fault.status, "You don't have permission to send a message to this room"),
  };
}

function sendErrors(response: Response, status: number, ...errors: string[]): void {
  response.status(status).json({ errors });
}
