import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { ProviderFaults } from "../../../domain/messages/providerTexts.ts";
import { networkFault } from "../../networkFault.ts";
import { type AddressGuard, AddressRefused } from "../../remote/addressGuard.ts";
import type { Fault } from "../outcome.ts";

export const requestTimeoutMilliseconds = 10_000;
/** No provider needs more to answer about one message; an endless answer must not fill memory. */
export const mostAnswerBytes = 65_536;

export interface Answer {
  status: number;
  headers: Headers;
  /** Empty if it broke off; the status already tells what the provider did. */
  body: string;
}

interface Request {
  headers: Record<string, string>;
  body: string;
  /** For an address that a customer's file names. */
  guard?: AddressGuard | null;
}

/** Sends one POST, never a second. Returns the answer with any status, or the fault that prevented it. */
export async function post(
  url: URL,
  provider: ProviderFaults,
  request: Request,
): Promise<{ answer: Answer } | { fault: Fault }> {
  const signal = AbortSignal.timeout(requestTimeoutMilliseconds);
  try {
    const response = await send(url, request, signal);
    const body = await beginningOf(response).catch(() => "");
    const headers = new Headers(
      Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    return { answer: { status: response.statusCode ?? 0, headers, body } };
  } catch (error) {
    if (error instanceof AddressRefused)
      return { fault: { kind: "permanent", reason: provider.addressRefused() } };
    return { fault: networkFault(signal.aborted ? signal.reason : error, provider) };
  }
}

function send(url: URL, { headers, body, guard }: Request, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    const lookup = guard?.lookupOf(url.hostname, isSecure ? "webhook" : "webhook-in-clear");
    const options = { method: "POST", headers, signal, agent: false as const, ...(lookup && { lookup }) };
    // This handler stays on, since a connection may break after the answer has begun.
    const asked = (isSecure ? https : http)
      .request(url, options)
      .on("error", reject)
      .once("response", resolve);
    asked.end(body);
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostAnswerBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostAnswerBytes).toString("utf8");
}

/** What a status alone means, where providers agree. */
export function statusFault(
  status: number,
  provider: ProviderFaults,
  words: string,
  answer = `HTTP ${status}`,
): Fault {
  if (status === 429) return { kind: "transient", reason: provider.postsLimited({ answer }) };
  if (status >= 500 || status === 408) return { kind: "unknown", reason: provider.failing({ answer }) };
  return { kind: "permanent", reason: provider.refused({ answer: `${answer} ${words}`.trim() }) };
}

/** An answer's JSON; an empty object if it is not JSON. */
export function jsonOf({ body }: Answer): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
