import { createHmac } from "node:crypto";

export const totpPeriodSeconds = 30;
/** Accepts the codes of the neighbouring periods too: clocks differ, and typing takes time. */
const tolerance = [0, -1, 1];

/** RFC 6238 with SHA-1 and six digits, which every authenticator app supports. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1)! & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

export const totpStepAt = (at: Date): number => Math.floor(at.getTime() / 1_000 / totpPeriodSeconds);

/** The period that a code belongs to; null if it is not valid now. */
export function totpStepOf(secret: string, code: string, now: Date): number | null {
  const steps = tolerance.map((offset) => totpStepAt(now) + offset);
  return steps.find((step) => totpCode(secret, step) === code) ?? null;
}
