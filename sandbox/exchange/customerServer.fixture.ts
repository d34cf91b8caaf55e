import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import twilio from "twilio";
import { listen } from "../listen.ts";

export interface Received {
  path: string;
  fields: Record<string, string>;
  signatureHolds: boolean;
}

/**
 * The server that Twilio calls back. Answers documents by path, checks signatures, and keeps what it was
 * told.
 */
export async function customerServer(authToken: string) {
  const documents = new Map<string, string | ((fields: Record<string, string>) => string)>();
  const received: Received[] = [];
  let url = "";

  const server = createServer(async (request, response) => {
    const body = await text(request);
    const fields = Object.fromEntries(new URLSearchParams(body));
    const signature = String(request.headers["x-twilio-signature"] ?? "");
    const signatureHolds = twilio.validateRequest(authToken, signature, url + request.url, fields);
    received.push({ path: request.url ?? "", fields, signatureHolds });
    const document = documents.get((request.url ?? "").split("?")[0]!);
    if (document === undefined) return void response.writeHead(204).end();
    const xml = typeof document === "string" ? document : document(fields);
    response.writeHead(xml === "" ? 500 : 200, { "content-type": "text/xml" }).end(xml);
  });
  url = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;

  return {
    url,
    received,
    /** An empty document makes the server answer 500. */
    serve: (path: string, document: string | ((fields: Record<string, string>) => string)) =>
      documents.set(path, document),
    at: (path: string) => received.filter((each) => each.path.startsWith(path)),
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}
