import path from "node:path";
import { fileURLToPath } from "node:url";
import { Router } from "express";
import { apiDocument } from "./document.ts";

const swaggerFolder = path.dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
const swaggerFiles = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

/** Everything loads from our own origin. Swagger UI sets styles on its elements, which no hash can cover. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The document and its readable page need no login; mounted in front of `authenticate`. */
export function openApiRouter(): Router {
  const router = Router();
  const document = apiDocument();
  router.get("/api/openapi.json", (_request, response) => {
    response.json(document);
  });
  router.get("/api/docs", (_request, response) => {
    response.set("Content-Security-Policy", contentSecurityPolicy).type("html").send(page);
  });
  router.get("/api/docs/page.js", (_request, response) => {
    response.type("js").send(script);
  });
  for (const file of swaggerFiles) {
    router.get(`/api/docs/${file}`, (_request, response) => {
      response.set("Cache-Control", "public, max-age=3600");
      response.sendFile(file, { root: swaggerFolder, cacheControl: false });
    });
  }
  return router;
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Toban API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/page.js"></script>
</body>
</html>
`;

const script = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;
