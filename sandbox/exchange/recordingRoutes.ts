import express, { type Request, type Response, type Router } from "express";
import type { Exchange } from "./exchange.ts";
import { silentWav } from "./recordings.ts";
import { TwilioError } from "./restErrors.ts";
import { pageOf, recordingResource } from "./restResources.ts";

/** Recordings of an account: listing, reading, fetching the sound, deleting. */
export function recordingRoutes(exchange: Exchange): Router {
  const router = express.Router();
  const find = (request: Request) => {
    const recording = exchange.recordings.find(String(request.params.sid));
    if (!recording) throw new TwilioError(20404);
    return recording;
  };
  const list = (request: Request, response: Response, callSid: string | null) => {
    const path = request.originalUrl.split("?")[0]!;
    const query = new URL(request.originalUrl, "http://exchange").searchParams;
    const recordings = exchange.recordings.of(callSid ?? query.get("CallSid"));
    const resources = recordings.map((each) => recordingResource(each, exchange.account.accountSid));
    response.json(pageOf("recordings", resources, { path, query }));
  };

  router.get("/Recordings.json", (request, response) => list(request, response, null));
  router.get("/Calls/:callSid/Recordings.json", (request, response) =>
    list(request, response, String(request.params.callSid)),
  );
  router.get("/Recordings/:sid.json", (request, response) => {
    response.json(recordingResource(find(request), exchange.account.accountSid));
  });
  router.delete("/Recordings/:sid.json", (request, response) => {
    exchange.recordings.delete(find(request).sid);
    response.status(204).end();
  });
  router.get(["/Recordings/:sid.wav", "/Recordings/:sid"], (request, response) => {
    sendSound(request, response, silentWav(find(request)));
  });
  return router;
}

/** Sends the whole sound, or the one part that a player asks for. */
function sendSound(request: Request, response: Response, sound: Buffer): void {
  response.type("audio/wav").set("accept-ranges", "bytes");
  const ranges = request.range(sound.length);
  const part = Array.isArray(ranges) ? ranges[0] : undefined;
  if (part === undefined) {
    response.send(sound);
    return;
  }
  response.status(206).set("content-range", `bytes ${part.start}-${part.end}/${sound.length}`);
  response.send(sound.subarray(part.start, part.end + 1));
}
