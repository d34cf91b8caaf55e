import express, { type Router } from "express";
import { z } from "zod";
import { chatFaultSchema } from "../chat/faults.ts";
import { providers } from "../chat/providers.ts";
import { watchSchema } from "../demo/check.ts";
import { refusalSchema } from "../mailbox/refusals.ts";
import type { World } from "../world.ts";
import { phoneRoutes } from "./phoneRoutes.ts";
import { answerBadInput, readBody } from "./readBody.ts";

const times = z.number().int().min(1).optional();
const mailboxSchema = z.object({ refuse: refusalSchema, times });
const chatSchema = z.object({ fault: chatFaultSchema, times });
const providerSchema = z.enum([...providers.keys()]);

/** Lets another process script the outside world and read what reached it: `/control`. */
export function controlRoutes(world: World): Router {
  const { exchange, mailbox, walls, shop, check } = world;
  const router = express.Router();
  router.use(express.json());
  router.use(phoneRoutes(exchange));

  router.get("/ledger", (_request, response) => {
    const [attempts, mails, posts] = [exchange.attempts, mailbox.ledger, walls.ledger].map((each) =>
      each.all(),
    );
    response.json({ rings: exchange.rings(), attempts, mails, posts });
  });
  router.get("/rings", (request, response) => {
    const to = typeof request.query.to === "string" ? request.query.to : undefined;
    response.json({ rings: exchange.rings(to) });
  });
  router.get("/mails", (request, response) => {
    const to = typeof request.query.to === "string" ? request.query.to : undefined;
    response.json({ mails: mailbox.mails(to) });
  });
  router.get("/posts", (_request, response) => void response.json({ posts: walls.posts() }));

  router.put("/mailboxes/:address", (request, response) => {
    const { refuse, times } = readBody(mailboxSchema, request);
    mailbox.refusals.script(request.params.address, refuse, times);
    response.status(204).end();
  });
  router.delete("/mailboxes/:address", (request, response) => {
    mailbox.refusals.clear(request.params.address);
    response.status(204).end();
  });

  router.put("/chat/:provider{/:room}", (request, response) => {
    const provider = readProvider(request.params.provider);
    const { fault, times } = readBody(chatSchema, request);
    walls.faults.inject(provider, fault, { room: request.params.room, times });
    response.status(204).end();
  });
  router.delete("/chat/:provider{/:room}", (request, response) => {
    walls.faults.clear(readProvider(request.params.provider), request.params.room);
    response.status(204).end();
  });

  router.get(
    "/demo",
    (_request, response) => void response.json({ broken: shop.broken, starts: shop.starts }),
  );
  router.post("/demo/watch", (request, response) => {
    check.watch(readBody(watchSchema, request));
    response.status(204).end();
  });
  router.post("/demo/unwatch", (_request, response) => {
    check.stop();
    response.status(204).end();
  });
  router.post("/demo/break", (_request, response) => {
    shop.break();
    response.status(204).end();
  });
  router.post("/demo/mend", (_request, response) => {
    shop.mend();
    response.status(204).end();
  });

  router.post("/reset", (_request, response) => {
    world.reset();
    response.status(204).end();
  });
  router.use(answerBadInput);
  return router;
}

function readProvider(name: string) {
  return readBody(providerSchema, { body: name });
}
