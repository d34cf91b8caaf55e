import { fileURLToPath } from "node:url";
import express, { type Express, type Request, type Response } from "express";
import { providers } from "./chat/providers.ts";
import { controlRoutes } from "./control/routes.ts";
import { exchangeRoutes } from "./exchange/restApi.ts";
import type { Feed, FeedItem } from "./feed.ts";
import type { World } from "./world.ts";

const PAGE_FOLDER = fileURLToPath(new URL("./page", import.meta.url));

/** Everything that the sandbox serves over HTTP, each provider under its own path. */
export function httpApp(world: World, chatTokens: Readonly<Record<string, string>>): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.get("/healthz", (_request, response) => void response.json({ ok: true }));
  app.use("/2010-04-01", exchangeRoutes(world.exchange));
  for (const [name, provider] of providers)
    app.use(`/${name}`, provider.routes(world.walls, chatTokens[name] ?? null));
  app.use("/control", controlRoutes(world));
  app.get("/events", eventStream(world.feed));
  app.use(
    express.static(PAGE_FOLDER, {
      setHeaders: (response) => response.setHeader("content-security-policy", "default-src 'self'"),
    }),
  );
  return app;
}

/** Server-sent events for the page: first the recent past, then everything new. */
function eventStream(feed: Feed) {
  return (request: Request, response: Response): void => {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      connection: "keep-alive",
    });
    const send = (item: FeedItem) => void response.write(`data: ${JSON.stringify(item)}\n\n`);
    const sendReset = () => void response.write("event: reset\ndata: {}\n\n");
    // A page that lost its connection starts empty, so that it shows nothing twice.
    sendReset();
    for (const item of feed.recent()) send(item);
    request.on("close", feed.listen(send, sendReset));
  };
}
