import express, { type Router } from "express";
import { z } from "zod";
import { type ChatVoice, postOrMeetFault } from "../meetFault.ts";
import { type ChatProvider, partsOf } from "../provider.ts";
import type { Walls } from "../walls.ts";

const LARGEST_BYTES = 28 * 1024;

const messageSchema = z.object({
  type: z.literal("message"),
  attachments: z
    .array(
      z.object({
        contentType: z.literal("application/vnd.microsoft.card.adaptive"),
        content: z.object({ type: z.literal("AdaptiveCard"), body: z.array(z.unknown()) }),
      }),
    )
    .min(1),
});

export const provider: ChatProvider = {
  name: "Teams",
  color: "#4b53bc",
  routes: workflows,
  webhook: (room) => `/${room}`,
  read: (text) => partsOf(text, /<at>([^<]+)<\/at>/g, (part) => part.replace(/\\([!-/:-@[-`{-~])/g, "$1")),
};

/**
 * Addresses of Teams workflows, `/teams/{name}`: takes an adaptive card and answers 202 before anyone sees
 * it.
 */
function workflows(walls: Walls): Router {
  const router = express.Router();
  router.use(express.json({ limit: "1mb" }));
  router.post("/:name", async (request, response) => {
    const { name } = request.params;
    const message = messageSchema.safeParse(request.body);
    if (!message.success) return void response.status(400).json({ error: { code: "InvalidRequestContent" } });
    const isTooLarge = Buffer.byteLength(JSON.stringify(request.body)) > LARGEST_BYTES;
    if (isTooLarge) return void response.status(413).json({ error: { code: "RequestEntityTooLarge" } });
    const text = message.data.attachments.flatMap(({ content }) => textBlocksIn(content.body)).join("\n");
    const fault = walls.faults.take("teams", name);
    await postOrMeetFault(walls, fault, { request, response }, voice, () =>
      walls.post("teams", name, "toban", text, request.body),
    );
  });
  return router;
}

const voice: ChatVoice = {
  posted: (response) => void response.status(202).end(),
  rateLimited: (response, seconds) => void response.status(429).set("retry-after", String(seconds)).end(),
  failed: (response, status) => void response.status(status).json({ error: { code: "InternalServerError" } }),
  refused: (response, fault) =>
    void response.status(fault.status).json({ error: { code: "WorkflowTriggerIsNotEnabled" } }),
};

/** The texts of a card in reading order, also those nested in containers and columns. */
function textBlocksIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textBlocksIn);
  if (typeof node !== "object" || node === null) return [];
  if ("text" in node && typeof node.text === "string") return [node.text];
  return Object.values(node).flatMap(textBlocksIn);
}
