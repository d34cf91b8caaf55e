import { AlertRelay, type AlertRelaySettings, type RelayDeps } from "./alertRelay.ts";
import { relayFacts } from "./factRelay.ts";
import { startLoop } from "./loop.ts";
import { lostRuns } from "./lostRuns.ts";
import { relayOperationTests } from "./operationTestRelay.ts";
import { relaySecondaries } from "./secondaryRelay.ts";

export interface Relay {
  /** Something was stored: look now. Never throws, never blocks. */
  poke(): void;
  /** Gives an incident whose run is gone a new one. */
  revive(incident: number): Promise<void>;
  /** Looks at some of the open incidents now, whether each has a run; it does so by itself every few seconds. */
  lookForLostRuns(): Promise<void>;
  /** Waits until nothing waits that could be relayed now. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type RelaySettings = Pick<AlertRelaySettings, "sloWarningMinutes"> &
  Partial<AlertRelaySettings> & { lookForLostRunsSeconds?: number };

const usual = { atOnce: 16, perCustomer: 8, youngPerCustomer: 10 };

/**
 * Carries stored alerts, facts, operation tests and secondary responses to Temporal until Temporal has them (R5.1a, RA2).
 * Several servers may run one each; the four do not wait for each other.
 */
export function startRelay(deps: RelayDeps & { settings: RelaySettings }): Relay {
  const relay = new AlertRelay(deps, { ...usual, ...deps.settings }, (failed) => {
    if (failed) alerts.pause();
    else alerts.poke();
  });
  const alerts = startLoop(() => relay.next(), deps.logger);
  const lost = lostRuns(deps, deps.settings.sloWarningMinutes);
  const facts = startLoop(() => relayFacts({ ...deps, revive: lost.revive }), deps.logger);
  const tests = startLoop(() => relayOperationTests(deps), deps.logger);
  const secondaries = startLoop(() => relaySecondaries(deps), deps.logger);
  const { lookForLostRunsSeconds = 10 } = deps.settings;
  const looks = startLoop(lost.look, deps.logger, lookForLostRunsSeconds * 1_000);
  return {
    poke() {
      alerts.poke();
      facts.poke();
      tests.poke();
      secondaries.poke();
    },
    revive: lost.revive,
    lookForLostRuns: lost.look,
    async settled() {
      await Promise.all([alerts, facts, tests, secondaries].map((loop) => loop.settled()));
      while (relay.isBusy()) {
        await relay.idle();
        await alerts.settled();
      }
    },
    async stop() {
      await Promise.all([alerts, facts, tests, secondaries, looks].map((loop) => loop.stop()));
      await relay.idle();
    },
  };
}
