import type { Auth } from "better-auth";
import { fromNodeHeaders } from "better-auth/node";
import type { Request } from "express";
import { remoteAddress } from "../http/underWay.ts";
import { addressHeader } from "./auth.ts";

/**
 * Passes a request to the library with the body that we parsed and the address that we trust. We have already
 * checked that the page is ours, so the library is told our own origin.
 */
export function askLibrary(
  auth: Auth,
  baseUrl: string,
  request: Request,
  body: unknown,
): Promise<globalThis.Response> {
  const headers = fromNodeHeaders(request.headers);
  // We serialise the body anew and send the answer ourselves.
  for (const name of ["content-length", "transfer-encoding", "content-encoding", "connection", "expect"])
    headers.delete(name);
  headers.set(addressHeader, remoteAddress(request));
  headers.set("origin", new URL(baseUrl).origin);
  headers.delete("referer");
  const isRead = request.method === "GET";
  if (!isRead) headers.set("content-type", "application/json");
  const url = new URL(request.originalUrl, baseUrl);
  return auth.handler(
    new globalThis.Request(url, {
      method: request.method,
      headers,
      ...(!isRead && { body: JSON.stringify(body) }),
    }),
  );
}
