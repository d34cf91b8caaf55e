import { fileURLToPath } from "node:url";
import express, { type Express } from "express";
import { providers } from "./chat/providers.ts";
import { controlRoutes } from "./control/routes.ts";
import { eventStream } from "./eventStream.ts";
import { exchangeRoutes } from "./exchange/restApi.ts";
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
