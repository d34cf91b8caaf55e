import type { Call, Hook } from "./call.ts";
import { callWebhook } from "./webhook.ts";
import { elementsOf, parseXml, type XmlElement } from "./xml.ts";

/** A fetched document: its verbs, and the base of its relative addresses. */
export interface VoiceDocument {
  verbs: XmlElement[];
  baseUrl: string | null;
}

/** Twilio's error for a document that could not be fetched (11200) or read (12100, 12300). */
export class DocumentError extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`document error ${code}`);
    this.code = code;
  }
}

export function parseDocument(source: string, baseUrl: string | null): VoiceDocument {
  try {
    const root = parseXml(source);
    if (root.name !== "Response") throw new Error("the root must be Response");
    return { verbs: elementsOf(root), baseUrl };
  } catch {
    throw new DocumentError(12100);
  }
}

export async function fetchDocument(
  hook: Hook,
  fields: Record<string, string>,
  authToken: string,
): Promise<VoiceDocument> {
  const answer = await callWebhook(hook, fields, authToken);
  if (!answer.ok) throw new DocumentError(11200);
  // A customer's server may answer nothing to change nothing about a call.
  if (answer.status === 204 || answer.body.trim() === "") return { verbs: [], baseUrl: answer.url };
  if (!/xml|html/.test(answer.contentType)) throw new DocumentError(12300);
  return parseDocument(answer.body, answer.url);
}

/** The first document of a call: given with it, or fetched, or on failure fetched from the fallback. */
export async function firstDocument(
  call: Call,
  fields: Record<string, string>,
  authToken: string,
): Promise<VoiceDocument> {
  if (call.twiml !== null) return parseDocument(call.twiml, null);
  if (!call.voice) return { verbs: [], baseUrl: null };
  try {
    return await fetchDocument(call.voice, fields, authToken);
  } catch (error) {
    if (!call.fallback || !(error instanceof DocumentError)) throw error;
    const failure = { ...fields, ErrorCode: String(error.code), ErrorUrl: call.voice.url };
    return fetchDocument(call.fallback, failure, authToken);
  }
}

/** An address in a document, perhaps relative; absent: the document's own address. */
export function hookIn(document: VoiceDocument, url: string | undefined, method: string | undefined): Hook {
  const base = document.baseUrl ?? undefined;
  if (!url?.trim() && !base) throw new DocumentError(11100);
  try {
    const resolved = url?.trim() ? new URL(url.trim(), base).href : base!;
    return { url: resolved, method: method?.toUpperCase() === "GET" ? "GET" : "POST" };
  } catch {
    throw new DocumentError(11100);
  }
}

export function optionalHook(document: VoiceDocument, url?: string, method?: string): Hook | null {
  return url ? hookIn(document, url, method) : null;
}
