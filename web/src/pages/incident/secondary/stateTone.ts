import type { SecondaryAnswer } from "../../../api/types.ts";

export type StateTone = "waits" | "now" | "good" | "bad" | "quiet";

const tones: Record<SecondaryAnswer["state"], StateTone> = {
  ...({ proposed: "waits", approved: "waits", scheduled: "now", running: "now" } as const),
  ...({ verified: "good", failed: "bad", reported: "good", closed: "quiet" } as const),
  ...({ declined: "quiet", expired: "bad", withdrawn: "quiet" } as const),
};

export const stateTone = (state: SecondaryAnswer["state"]): StateTone => tones[state];
