import type { Call, CallEvent, Hook } from "./call.ts";

export interface LegRequest {
  to: string;
  from: string | null;
  ringSeconds: number;
  whisper: Hook | null;
  statusCallback: Hook | null;
  statusEvents: CallEvent[];
}

/** Another telephone, called to be joined with this one. */
export interface Leg {
  readonly call: Call;
  /** It has answered and heard its whisper, and both sides hear each other. */
  readonly bridged: boolean;
  hangUp(): Promise<void>;
}
