import { setTimeout as pause } from "node:timers/promises";
import { RemoteFault } from "./fault.ts";

const firstPauseMilliseconds = 250;
const longestPauseMilliseconds = 2_000;

/**
 * Retries while the server ends connections before sending anything: one with too many logins in progress
 * does so (OpenSSH's MaxStartups) and accepts the next a moment later. Pauses vary, so that those turned away
 * together do not return together. Any other fault, above all a refused login, is thrown at once.
 */
export async function untilLetIn<Connection>(
  over: AbortSignal,
  attempt: () => Promise<Connection>,
): Promise<Connection> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const isTurnedAway = error instanceof RemoteFault && error.kind === "turned-away";
      if (!isTurnedAway) throw error;
      const longest = Math.min(firstPauseMilliseconds * 2 ** tries, longestPauseMilliseconds);
      await pause(longest * (0.5 + Math.random() / 2), undefined, { signal: over }).catch(() => {});
      if (over.aborted) throw error;
    }
  }
}
