import { Router } from "express";
import { recordedConversation, storeRecording } from "../../db/calls/recordings.ts";
import type { Database } from "../../db/connect.ts";
import { callOf, field, unknownCall } from "./requests.ts";

export interface RecordingDeps {
  db: Database;
  clock: () => Date;
  /** How long the provider keeps the sound. */
  recordingRetentionDays: number;
}

const recordingSid = /^RE[0-9a-zA-Z]{32}$/;
const dayMilliseconds = 86_400_000;

/** Stores a recording that is ready at the provider and shows it on its incident (R5.3.2). */
export function recordingRoutes(deps: RecordingDeps): Router {
  const router = Router();
  router.post("/callbacks/twilio/recording/:call", async (request, response) => {
    const call = callOf(request);
    const conversation = await recordedConversation(deps.db, call);
    if (conversation === null) throw unknownCall();
    const sid = field(request, "RecordingSid");
    if (recordingSid.test(sid) && field(request, "RecordingStatus") === "completed") {
      const recordedAt = startOf(field(request, "RecordingStartTime")) ?? deps.clock();
      await storeRecording(deps.db, {
        ...conversation,
        sid,
        call,
        recordedAt,
        seconds: secondsOf(field(request, "RecordingDuration")),
        deleteAfter: new Date(recordedAt.getTime() + deps.recordingRetentionDays * dayMilliseconds),
      });
    }
    response.status(204).end();
  });
  return router;
}

function startOf(text: string): Date | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

const secondsOf = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null);
