import { createHmac, randomUUID } from "node:crypto";
import type { Hook } from "./call.ts";

/** Twilio gives up on a customer's server after 15 s. */
const PATIENCE_MILLISECONDS = 15_000;

export interface WebhookAnswer {
  ok: boolean;
  status: number;
  contentType: string;
  body: string;
  /** The answer's address after redirections; its relative addresses start from here. */
  url: string;
}

/**
 * Sends one signed request to the customer's server. Never throws: a network fault is an answer with status
 * 0.
 */
export async function callWebhook(
  hook: Hook,
  fields: Record<string, string>,
  authToken: string,
): Promise<WebhookAnswer> {
  try {
    const request = signedRequest(hook, fields, authToken);
    const response = await fetch(request.url, {
      ...request.init,
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    const contentType = response.headers.get("content-type") ?? "";
    return {
      ok: response.ok,
      status: response.status,
      contentType,
      body: await response.text(),
      url: response.url,
    };
  } catch {
    return { ok: false, status: 0, contentType: "", body: "", url: hook.url };
  }
}

function signedRequest(hook: Hook, fields: Record<string, string>, authToken: string) {
  const headers = { "user-agent": "TwilioProxy/1.1", "i-twilio-idempotency-token": randomUUID() };
  if (hook.method === "GET") {
    const url = new URL(hook.url);
    for (const [name, value] of Object.entries(fields)) url.searchParams.append(name, value);
    const signature = signRequest(authToken, url.href, {});
    return {
      url: url.href,
      init: { method: "GET", headers: { ...headers, "x-twilio-signature": signature } },
    };
  }
  const signature = signRequest(authToken, hook.url, fields);
  const init = {
    method: "POST",
    headers: { ...headers, "x-twilio-signature": signature },
    body: new URLSearchParams(fields),
  };
  return { url: hook.url, init };
}

/** X-Twilio-Signature: HMAC-SHA1 of the URL, followed by each POST field's name and value, sorted by name. */
function signRequest(authToken: string, url: string, fields: Record<string, string>): string {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + fields[name], url);
  return createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
}
