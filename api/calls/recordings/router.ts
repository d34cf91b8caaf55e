import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { type Response, Router } from "express";
import { type RecordingRow, readRecording } from "../../../db/calls/recordings.ts";
import type { Database } from "../../../db/connect.ts";
import { recordAudit } from "../../../db/people/audit.ts";
import { recordingTexts } from "../../../domain/calls/recordingTexts.ts";
import { DomainError } from "../../../domain/errors.ts";
import { whoActs } from "../../auth/audited.ts";
import { requireRole } from "../../auth/authenticate.ts";
import type { RecordingStore, Sound } from "./sound.ts";

export interface RecordingsDeps {
  db: Database;
  clock: () => Date;
  store: RecordingStore;
}

/**
 * Plays recordings, only to operators and admins, and records each time (RA4). Mounted behind `authenticate`.
 */
export function recordingsRouter(deps: RecordingsDeps): Router {
  const router = Router();
  router.get("/api/recordings/:sid", requireRole("operator", "admin"), async (request, response) => {
    const recording = await readRecording(deps.db, String(request.params.sid));
    if (recording === null) throw noSuchRecording();
    await notePlay(deps, recording, response);
    const sound = await openSound(deps.store, recording.sid, rangeOf(request.headers.range));
    if (sound === null) throw noSuchRecording();
    send(response, sound);
  });
  return router;
}

async function openSound(store: RecordingStore, sid: string, range: string | null): Promise<Sound | null> {
  try {
    return await store.open(sid, range);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, publicMessage: reason } = error;
    throw new DomainError(code, recordingTexts.unplayable({ reason }), { cause: error });
  }
}

async function notePlay(
  { db, clock }: RecordingsDeps,
  { sid, call, incident, customer }: RecordingRow,
  response: Response,
): Promise<void> {
  await recordAudit(db, {
    ...whoActs(response),
    at: clock(),
    action: "play-recording",
    customer,
    incident,
    detail: { recording: sid, call },
    request: randomUUID(),
    outcome: "done",
    code: null,
  });
}

/** The part that a player asks for when it seeks. Any other range gets the whole recording. */
const rangeOf = (range: string | undefined): string | null =>
  range !== undefined && /^bytes=\d{0,15}-\d{0,15}$/.test(range) ? range : null;

function send(response: Response, { status, headers, body }: Sound): void {
  const type = headers["content-type"];
  response.status(status).set({
    ...headers,
    "content-type": type?.startsWith("audio/") ? type : "application/octet-stream",
    "content-disposition": "inline",
  });
  // The same stream, but `fetch` uses the browser's type for it.
  const sound = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  // A listener who leaves also ends the request to the provider.
  response.once("close", () => sound.destroy());
  sound.once("error", () => response.destroy());
  sound.pipe(response);
}

const noSuchRecording = (): DomainError => new DomainError("not_found", recordingTexts.gone());
