import { judgeChanges } from "../../db/silences/silences.ts";
import { AlertRelay, type AlertRelaySettings, type RelayDeps } from "./alertRelay.ts";
import { type Loop, type LoopTimes, startLoop } from "./loop.ts";
import { lostRuns } from "./lostRuns.ts";
import { OutboxRelay } from "./outboxRelay.ts";
import { toIncident } from "./toIncident.ts";
import { toOperationTest } from "./toOperationTest.ts";
import { toSecondary } from "./toSecondary.ts";

export interface Relay {
  /** Alerts were stored: look now. Never throws, never blocks. */
  pokeAlerts(): void;
  /** Words were written: look now. Never throws, never blocks. */
  pokeWords(): void;
  /** Gives an incident without a run a new one. */
  revive(incident: number): Promise<void>;
  /** Checks now whether some of the open incidents have a run; this also happens every few seconds. */
  lookForLostRuns(): Promise<void>;
  /** Waits until nothing is left that could be relayed now. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type RelaySettings = Pick<AlertRelaySettings, "sloWarningMinutes"> &
  Partial<AlertRelaySettings> &
  Pick<LoopTimes, "pauseMilliseconds"> & { lookForLostRunsSeconds?: number };

const usual = { atOnce: 16, perCustomer: 8, youngPerCustomer: 10 };

/**
 * Relays stored alerts and the outbox's words until Temporal has them (R5.1a, RA2). Several servers may each
 * run one. Alerts and words do not wait for each other.
 */
export function startRelay(deps: RelayDeps & { settings: RelaySettings }): Relay {
  const alertRelay = new AlertRelay(deps, { ...usual, ...deps.settings }, (ended) => alerts.after(ended));
  const alerts = startLoop(() => alertRelay.next(), deps.logger, deps.settings);
  const lost = lostRuns(deps, deps.settings.sloWarningMinutes);
  const tellers = {
    incident: toIncident({ ...deps, revive: lost.revive }),
    "operation-test": toOperationTest(deps),
    secondary: toSecondary(deps),
  };
  const outboxRelay = new OutboxRelay(deps, tellers, (ended) => words.after(ended));
  const words = startLoop(() => outboxRelay.next(), deps.logger, deps.settings);
  const { lookForLostRunsSeconds = 10 } = deps.settings;
  const looks = startLoop(lost.look, deps.logger, { lookMilliseconds: lookForLostRunsSeconds * 1_000 });

  // Silences begin and end by themselves, and what turns then is an alert to relay.
  const silences = startLoop(async () => {
    while (await judgeChanges(deps.db, deps.clock())) alerts.poke();
  }, deps.logger);

  async function untilIdle(relay: AlertRelay | OutboxRelay, loop: Loop): Promise<void> {
    await loop.settled();
    while (relay.isBusy()) {
      await relay.idle();
      await loop.settled();
    }
  }

  return {
    pokeAlerts: alerts.poke,
    pokeWords: words.poke,
    revive: lost.revive,
    lookForLostRuns: lost.look,
    async settled() {
      silences.poke();
      await silences.settled();
      await Promise.all([untilIdle(alertRelay, alerts), untilIdle(outboxRelay, words)]);
    },
    async stop() {
      await Promise.all([alerts, words, looks, silences].map((loop) => loop.stop()));
      await Promise.all([alertRelay.idle(), outboxRelay.idle()]);
    },
  };
}
