import type { Auth } from "better-auth";
import { fromNodeHeaders } from "better-auth/node";
import type { Request } from "express";
import { remoteAddress } from "../http/underWay.ts";
import { addressHeader } from "./auth.ts";

/**
 * Hands a request to the library as it came, with the body that we have read and the address that we believe. Whether
 * the page that asks is ours was decided before: to the library it stands at our own address.
 */
export function askLibrary(
  auth: Auth,
  baseUrl: string,
  request: Request,
  body: unknown,
): Promise<globalThis.Response> {
  const headers = fromNodeHeaders(request.headers);
  // We write the body again, and answer ourselves.
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
