import type { Call } from "./call.ts";
import { optionalHook, type VoiceDocument } from "./document.ts";
import type { Recording, Recordings } from "./recordings.ts";
import { callWebhook } from "./webhook.ts";
import type { XmlElement } from "./xml.ts";

interface Account {
  accountSid: string;
  authToken: string;
}

/**
 * Records the joined calls if the Dial's `record` asks for it, and calls `recordingStatusCallback` when the
 * recording is ready.
 */
export class CallRecorder {
  #call: Call;
  #recordings: Recordings;
  #account: Account;
  #apiUrl: () => string;
  #now: () => Date;
  #running: Recording | null = null;

  constructor(call: Call, recordings: Recordings, account: Account, apiUrl: () => string, now: () => Date) {
    this.#call = call;
    this.#recordings = recordings;
    this.#account = account;
    this.#apiUrl = apiUrl;
    this.#now = now;
  }

  begin(dial: XmlElement, document: VoiceDocument): void {
    const record = dial.attributes.record ?? "do-not-record";
    if (!record.startsWith("record-from-")) return;
    const { recordingStatusCallback, recordingStatusCallbackMethod } = dial.attributes;
    const hook = optionalHook(document, recordingStatusCallback, recordingStatusCallbackMethod);
    this.#running = this.#recordings.begin(this.#call, record.endsWith("-dual") ? 2 : 1, hook, this.#now());
  }

  /**
   * Ends the running recording, also if the call ends first, and returns the fields for the Dial's action.
   */
  async end(): Promise<Record<string, string>> {
    const recording = this.#running;
    if (!recording) return {};
    this.#running = null;
    recording.seconds = Math.ceil((this.#now().getTime() - recording.startedAt.getTime()) / 1000);
    const path = `/2010-04-01/Accounts/${this.#account.accountSid}/Recordings/${recording.sid}`;
    const fields = {
      RecordingSid: recording.sid,
      RecordingUrl: this.#apiUrl() + path,
      RecordingDuration: String(recording.seconds),
    };
    if (recording.statusCallback) {
      const told = {
        ...fields,
        AccountSid: this.#account.accountSid,
        CallSid: this.#call.sid,
        RecordingStatus: "completed",
        RecordingChannels: String(recording.channels),
        RecordingSource: "DialVerb",
        RecordingStartTime: recording.startedAt.toUTCString().replace("GMT", "+0000"),
      };
      await callWebhook(recording.statusCallback, told, this.#account.authToken);
    }
    return fields;
  }
}
