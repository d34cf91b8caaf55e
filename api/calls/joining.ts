import twilio from "twilio";
import { speak } from "./twiml.ts";

export interface Joining {
  /** Said to the caller before anyone else is on the line. */
  first: readonly string[];
  /** Our own number. */
  callerId: string;
  /** All ring at once. The first to hear the whisper to its end is joined. */
  numbers: readonly { phone: string; whisperUrl: string; statusUrl?: string }[];
  ringSeconds: number;
  talkSeconds: number;
  /** Receives how the call ended. */
  actionUrl: string;
  /** null: not recorded. */
  recordingUrl: string | null;
}

/** Joins the other side of this call with another telephone, and records both once they hear each other. */
export function join(joining: Joining): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, ...joining.first);
  const { recordingUrl } = joining;
  const dial = response.dial({
    callerId: joining.callerId,
    timeout: joining.ringSeconds,
    timeLimit: joining.talkSeconds,
    answerOnBridge: true,
    action: joining.actionUrl,
    method: "POST",
    ...(recordingUrl === null
      ? {}
      : {
          record: "record-from-answer-dual" as const,
          recordingStatusCallback: recordingUrl,
          recordingStatusCallbackMethod: "POST",
          recordingStatusCallbackEvent: ["completed" as const],
        }),
  });
  for (const { phone, whisperUrl, statusUrl } of joining.numbers) {
    dial.number(
      {
        url: whisperUrl,
        method: "POST",
        ...(statusUrl === undefined
          ? {}
          : {
              statusCallback: statusUrl,
              statusCallbackMethod: "POST",
              statusCallbackEvent: ["initiated", "ringing", "answered", "completed"] as const,
            }),
      },
      phone,
    );
  }
  return response.toString();
}
