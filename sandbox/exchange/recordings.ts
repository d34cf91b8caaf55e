import type { Call, Hook } from "./call.ts";
import { newSid } from "./call.ts";

export interface Recording {
  sid: string;
  callSid: string;
  channels: 1 | 2;
  startedAt: Date;
  seconds: number | null;
  statusCallback: Hook | null;
}

/** What a Dial recorded, kept until deleted, as on the provider's side. */
export class Recordings {
  #recordings = new Map<string, Recording>();

  begin(call: Call, channels: 1 | 2, statusCallback: Hook | null, now: Date): Recording {
    const recording: Recording = {
      sid: newSid("RE"),
      callSid: call.sid,
      channels,
      startedAt: now,
      seconds: null,
      statusCallback,
    };
    this.#recordings.set(recording.sid, recording);
    return recording;
  }

  find(sid: string): Recording | null {
    return this.#recordings.get(sid) ?? null;
  }

  of(callSid: string | null): Recording[] {
    return [...this.#recordings.values()]
      .filter((each) => callSid === null || each.callSid === callSid)
      .reverse();
  }

  delete(sid: string): boolean {
    return this.#recordings.delete(sid);
  }

  clear(): void {
    this.#recordings.clear();
  }
}

const SAMPLES_PER_SECOND = 8000;
const LONGEST_SECONDS = 60;

/** The recording as a WAV file: silence of the right length, since the sandbox has no voices. */
export function silentWav(recording: Recording): Buffer {
  const dataBytes =
    Math.min(recording.seconds ?? 0, LONGEST_SECONDS) * SAMPLES_PER_SECOND * recording.channels;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(recording.channels, 22);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  header.writeUInt32LE(SAMPLES_PER_SECOND * recording.channels, 28);
  header.writeUInt16LE(recording.channels, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(dataBytes, 40);
  // In 8-bit samples, 128 is silence.
  return Buffer.concat([header, Buffer.alloc(dataBytes, 128)]);
}
