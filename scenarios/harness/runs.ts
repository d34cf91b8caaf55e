import { testPasswords } from "../../activities/remote/ssh/testSshd.ts";
import type { TestHost } from "../../activities/remote/target/testHost.ts";
import { setSecret } from "../../db/customers/secrets.ts";
import { runsOf, stepsOf } from "../../db/runbooks/runbookRuns.ts";
import { openVault } from "../../db/vault.ts";
import { sayOrNull } from "../../domain/say.ts";
import { runbookRunWorkflowId } from "../../workflows/ids.ts";
import { type Engine, vaultKeys } from "./engine.ts";
import type { GivenCustomer } from "./given.ts";
import { workflowMustReplay } from "./histories.ts";
import { type About, incidentOf } from "./incidents.ts";

/** A customer's system `shop` with the target `web01`, a real host that `ops` reaches with sudo. */
export const shopOn = (host: Pick<TestHost, "port" | "hostKey">, target: Record<string, unknown> = {}) => ({
  shop: {
    targets: {
      web01: {
        host: "127.0.0.1",
        connect: {
          port: host.port,
          user: "ops",
          password: "secret:ops",
          hostKey: host.hostKey,
          become: "sudo",
          becomePassword: "secret:ops",
        },
        ...target,
      },
    },
  },
});

/** What scenarios do with runs and see of them. */
export function runTools(engine: Engine) {
  const { db } = engine.database;
  const lastRun = async (about: About) => {
    const { number } = await incidentOf(db, about);
    const run = (await runsOf(db, number)).at(-1)!;
    return engine.temporal.client.workflow.getHandle(runbookRunWorkflowId(run.id));
  };
  return {
    /** Puts the password of `ops`, or another one, into the vault. */
    async passwordIsKnown(customer: GivenCustomer, plaintext: string = testPasswords.ops): Promise<void> {
      const secret = { customer: customer.id, name: "ops", plaintext };
      await setSecret(db, openVault(vaultKeys), secret, engine.temporal.now());
    },
    /** Sends an update to the last run from the Temporal UI. */
    async temporalUi(about: About, update: string, said: Record<string, unknown>): Promise<unknown> {
      return await (await lastRun(about)).executeUpdate(update, { args: [said] });
    },
    async cancel(about: About): Promise<void> {
      await (await lastRun(about)).cancel();
    },
    async terminate(about: About): Promise<void> {
      await (await lastRun(about)).terminate();
    },
    /** The last run's history replays; `npm run histories` saves it. */
    async canBeReplayed(about: About, { savedAs }: { savedAs: string }): Promise<number> {
      return await workflowMustReplay(engine, (await lastRun(about)).workflowId, savedAs);
    },
    rows: async (about: About) => await runsOf(db, (await incidentOf(db, about)).number),
    /** `restart-service: recovered` with its steps, `サービスを再起動する: done`. */
    async runs(about: About): Promise<{ run: string; why: string | null; steps: string[] }[]> {
      const { number } = await incidentOf(db, about);
      const rows = await runsOf(db, number);
      const steps = await stepsOf(
        db,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id, runbook, state, why }) => ({
        run: `${runbook}: ${state}`,
        why: sayOrNull(why, "ja"),
        steps: steps.filter(({ run }) => run === id).map((step) => `${step.title}: ${step.state}`),
      }));
    },
  };
}
