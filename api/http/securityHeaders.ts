import type { RequestHandler } from "express";

/** Answers are data, not pages: nothing in them may run, be framed, be guessed at or be kept. */
const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** For a year, nobody who has been here by https comes by http. */
const httpsOnly = { "Strict-Transport-Security": "max-age=31536000" };

/** A router that serves a page sets its own `Content-Security-Policy` over this one. */
export function securityHeaders(publicUrl?: string): RequestHandler {
  const all = publicUrl?.startsWith("https:") ? { ...headers, ...httpsOnly } : headers;
  return (_request, response, next) => {
    response.set(all);
    next();
  };
}
