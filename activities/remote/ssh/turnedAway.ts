import { setTimeout as pause } from "node:timers/promises";
import { RemoteFault } from "./fault.ts";

const firstPauseMilliseconds = 250;
const longestPauseMilliseconds = 2_000;

/**
 * Tries again while the server ends connections before it has sent anything: one with too many logins under way does
 * that (OpenSSH's MaxStartups), and takes the next a moment later. Pauses differ, so that those who were turned away
 * together do not come back together. Whatever else goes wrong, a refused login above all, is thrown at once.
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
