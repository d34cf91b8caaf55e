import { type Call, type CallStatus, talkedSeconds } from "./call.ts";

/** One line of the exchange's ledger: what a telephone and its holder saw of a call. */
export interface Ring {
  sid: string;
  to: string;
  from: string;
  direction: Call["direction"];
  status: CallStatus;
  createdAt: Date;
  /** null if the telephone never rang: busy, unreachable, or cancelled in time. */
  rangAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  talkedSeconds: number;
  pressed: { key: string; at: Date }[];
  said: string[];
  callbackUrl: string | null;
  voiceUrl: string | null;
  fault: string | null;
  errorCode: number | null;
}

export function ringOf(call: Call): Ring {
  const { sid, to, from, direction, status, createdAt, rangAt, answeredAt, endedAt, fault, errorCode } = call;
  return {
    sid,
    to,
    from,
    direction,
    status,
    createdAt,
    rangAt,
    answeredAt,
    endedAt,
    talkedSeconds: talkedSeconds(call),
    pressed: [...call.pressed],
    said: call.said.map((utterance) => utterance.text),
    callbackUrl: call.statusCallback?.url ?? null,
    voiceUrl: call.voice?.url ?? null,
    fault,
    errorCode,
  };
}

/** Pairs of rings that overlapped. A ring that has not ended lasts for ever. */
export function overlappingRings(rings: Ring[]): [Ring, Ring][] {
  const endOf = (ring: Ring) => ring.endedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return rings.flatMap((first, index) =>
    rings
      .slice(index + 1)
      .filter(
        (second) => first.createdAt.getTime() < endOf(second) && second.createdAt.getTime() < endOf(first),
      )
      .map((second): [Ring, Ring] => [first, second]),
  );
}
