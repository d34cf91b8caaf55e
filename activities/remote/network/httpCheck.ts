import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { TextDecoder } from "node:util";
import { networkTexts as texts } from "../../../domain/words/network.ts";
import { failed, type Limits, type Verdict, within } from "./verdict.ts";

export interface HttpCheck extends Limits {
  url: string;
  expectStatus: readonly number[];
  /** Must occur in the first MB of the body. */
  contains?: string;
  /** The name to ask for (also in its certificate) if the URL names a server behind a load balancer. */
  hostHeader?: string;
  /** Default: a redirect is an answer like any other. */
  followRedirects?: boolean;
  /** PEM, if the certificate's issuer is not a public one. */
  authority?: string;
}

const mostRedirects = 5;
const mostBytes = 1_048_576;

/** Sends one GET. The answer is not quoted: it is untrusted text. */
export const httpCheck = (check: HttpCheck): Promise<Verdict> =>
  within(check, async (signal) => {
    let url = readUrl(check.url);
    const origin = url?.origin;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      if (url === null) return failed(texts.badAddress());
      const response = await get(url, { ...check, isOwn: url.origin === origin }, signal);
      try {
        const next = check.followRedirects ? redirectOf(response) : null;
        if (next === null) return await verdict(response, check);
        url = readUrl(next, url);
      } finally {
        response.destroy();
      }
    }
    return failed(texts.tooManyRedirects({ most: mostRedirects }));
  });

function readUrl(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base?.href);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url : null;
}

/** A redirect to another origin is asked under its own name. */
type Asked = Pick<HttpCheck, "hostHeader" | "authority" | "guard"> & { isOwn: boolean };

function get(
  url: URL,
  { hostHeader, authority, guard, isOwn }: Asked,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const name = isOwn ? hostHeader : undefined;
  const headers = { "user-agent": "toban", accept: "*/*", ...(name !== undefined && { host: name }) };
  const lookup = guard.lookupOf(url.hostname, "target");
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:"
        ? https.get(url, {
            headers,
            signal,
            lookup,
            agent: false,
            ca: authority,
            ...(name !== undefined && { servername: name.replace(/:\d+$/, "") }),
          })
        : http.get(url, { headers, signal, lookup, agent: false });
    // Kept on, for a connection may break after the answer has begun.
    request.on("error", reject).once("response", resolve);
  });
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  const redirects = [301, 302, 303, 307, 308].includes(statusCode);
  return redirects ? (headers.location ?? null) : null;
}

async function verdict(response: IncomingMessage, check: HttpCheck): Promise<Verdict> {
  const status = response.statusCode ?? 0;
  if (!check.expectStatus.includes(status)) {
    const expected = check.expectStatus.join(", ");
    return failed(texts.unexpectedStatus({ status, expected }));
  }
  if (check.contains === undefined) return { holds: true, seen: texts.answered({ status }) };
  const holds = (await readText(response)).includes(check.contains);
  return { holds, seen: (holds ? texts.answeredWithText : texts.answeredWithoutText)({ status }) };
}

/** As far as the limit, in the charset that the server names: many a Japanese page is not in UTF-8. */
async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostBytes) break;
  }
  return decoderOf(response.headers["content-type"]).decode(Buffer.concat(chunks).subarray(0, mostBytes));
}

function decoderOf(contentType = ""): TextDecoder {
  const [, charset] = /charset="?([\w-]+)/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(charset ?? "utf-8");
  } catch {
    return new TextDecoder();
  }
}
