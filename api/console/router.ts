import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import expressStaticGzip from "express-static-gzip";
import { consolePolicy } from "./policy.ts";

const builtFolder = fileURLToPath(new URL("../../web/dist", import.meta.url));
/** Addresses for programs. A browser that asks there gets no page. */
const forPrograms = /^\/(api|intake|v2|callbacks|metrics|healthz|readyz)(\/|$)/;

/**
 * Serves the console's files, and its one page at every other address that a browser opens. The page does its
 * own routing. Needs no login, since the page holds no data. Mounted behind everything that programs reach
 * without a login.
 */
export function consoleRouter(folder: string = builtFolder): Router {
  const router = Router();
  const files = { index: false, redirect: false, cacheControl: false } as const;
  router.use("/assets", assets(path.join(folder, "assets"), { ...files, setHeaders: keep }), missingAsset);
  router.use(express.static(folder, { ...files, setHeaders: askEachTime }));
  // Not a route: requests that pass through to another must not count as this one's.
  router.use(async (request, response, next) => {
    if (!isForPeople(request)) return next();
    await sendPage(folder, response);
  });
  return router;
}

/**
 * Served compressed by the build (dev/web.ts). These files hold no secret; the API's answers may, so
 * they go uncompressed (BREACH).
 */
const assets = (
  folder: string,
  serveStatic: expressStaticGzip.ExpressStaticGzipOptions["serveStatic"],
): RequestHandler =>
  existsSync(folder)
    ? expressStaticGzip(folder, { enableBrotli: true, orderPreference: ["br"], index: false, serveStatic })
    : express.static(folder, serveStatic);

const isForPeople = (request: Request): boolean =>
  (request.method === "GET" || request.method === "HEAD") &&
  !forPrograms.test(request.path) &&
  request.accepts(["json", "html"]) === "html";

async function sendPage(folder: string, response: Response): Promise<void> {
  const page = path.join(folder, "index.html");
  response.set("Content-Security-Policy", consolePolicy).set("Cache-Control", "no-store").type("html");
  if (existsSync(page)) response.send(await readFile(page, "utf8"));
  else response.status(503).send(notBuilt);
}

/** Their names change with their content. Set here, since the general headers would forbid keeping them. */
function keep(response: ServerResponse): void {
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
}

/** They change with an update, so a browser asks each time whether they did. */
function askEachTime(response: Response): void {
  response.set("Cache-Control", "no-cache");
}

/** A page opened before an update asks for files that no longer exist. */
const missingAsset: RequestHandler = (_request, response) => {
  response.status(404).type("txt").send("This file belongs to another version of the console.");
};

const notBuilt = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<title>当番</title>
<h1>コンソールがまだビルドされていません</h1>
<p><code>npm run web</code> を実行してから、もう一度開いてください。API は動いています。</p>
<p>The console has not been built yet: run <code>npm run web</code> and open this page again.</p>
</html>
`;
