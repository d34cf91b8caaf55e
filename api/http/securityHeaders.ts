import type { RequestHandler } from "express";

/** Answers are data, not pages: nothing in them may run, be framed, have its type guessed, or be cached. */
const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** For a year, browsers that have used https here never use http. */
const httpsOnly = { "Strict-Transport-Security": "max-age=31536000" };

/** A router that serves a page replaces `Content-Security-Policy` with its own. */
export function securityHeaders(publicUrl?: string): RequestHandler {
  const all = publicUrl?.startsWith("https:") ? { ...headers, ...httpsOnly } : headers;
  return (_request, response, next) => {
    response.set(all);
    next();
  };
}
