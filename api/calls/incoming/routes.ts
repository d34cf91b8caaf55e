import { type Request, Router } from "express";
import { noteIncomingEnd } from "../../../db/calls/incomingCalls.ts";
import { spokenGoodbye } from "../../../domain/calls/incoming/speech.ts";
import { isFinalStatus, keyMeaning } from "../../../domain/calls/outcome.ts";
import { field, keyOf, sendTwiml, unknownCall } from "../requests.ts";
import { sayAndHangUp } from "../twiml.ts";
import { acknowledge } from "./acknowledge.ts";
import { type ConnectingDeps, connectingRoutes, connectOperator } from "./connecting.ts";
import { incomingOf, type Place, readIncident, welcome } from "./readOut.ts";

export interface IncomingDeps extends ConnectingDeps {
  /** Called once a fact is stored. */
  onStored: () => void;
}

/**
 * Calls to our own number (折り返し): a known number hears its open incidents and takes or refuses them by key.
 * Answered from the database alone, so that no caller waits for a worker.
 */
export function incomingRoutes(deps: IncomingDeps): Router {
  const router = Router();
  router.use(connectingRoutes(deps));

  router.post("/callbacks/twilio/incoming", async (request, response) => {
    const stirVerstat = field(request, "StirVerstat").slice(0, 100) || null;
    const call = { sid: field(request, "CallSid"), phone: field(request, "From"), stirVerstat };
    if (call.sid === "") throw unknownCall();
    sendTwiml(response, await welcome(deps, call));
  });

  router.post("/callbacks/twilio/incoming-status", async (request, response) => {
    if (isFinalStatus(field(request, "CallStatus")))
      await noteIncomingEnd(deps.db, field(request, "CallSid"), deps.clock());
    response.status(204).end();
  });

  router.post("/callbacks/twilio/incoming/:call/read", async (request, response) => {
    sendTwiml(response, await readIncident(deps, await incomingOf(deps, request), placeOf(request)));
  });

  router.post("/callbacks/twilio/incoming/:call/key", async (request, response) => {
    const call = await incomingOf(deps, request);
    const place = placeOf(request);
    const key = keyOf(request);
    if (key === "9") return sendTwiml(response, await connectOperator(deps, call));
    switch (keyMeaning(key)) {
      case "accept": {
        const twiml = await acknowledge(deps, call, place);
        deps.onStored();
        return sendTwiml(response, twiml);
      }
      case "hang-up":
        return sendTwiml(response, sayAndHangUp(spokenGoodbye));
      case "repeat":
        return sendTwiml(response, await readIncident(deps, call, place === "all" ? 1 : place));
    }
  });
  return router;
}

/** Which of the caller's incidents is being read, from 1; `all` after the last. */
function placeOf(request: Request): Place {
  const place = Number.parseInt(String(request.query.place ?? ""), 10);
  return place >= 1 ? place : "all";
}
