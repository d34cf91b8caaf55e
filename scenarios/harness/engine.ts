import { Registry } from "prom-client";
import { inject } from "vitest";
import type { Activities } from "../../activities/contract.ts";
import { createActivities } from "../../activities/index.ts";
import { conversations } from "../../activities/messages/conversations.ts";
import { chatPoster } from "../../activities/providers/chat.ts";
import { mailer } from "../../activities/providers/smtp.ts";
import { telephone } from "../../activities/providers/twilio.ts";
import { twilioRecordings } from "../../activities/providers/twilioRecordings.ts";
import { openReaches } from "../../activities/remote/target/reaches.ts";
import { guardOfTests } from "../../activities/remote/testGuard.ts";
import { buildApplication } from "../../api/application.ts";
import { serve } from "../../api/http/serve.ts";
import { type Relay, startRelay } from "../../api/relay/relay.ts";
import { addPerson } from "../../db/people/people.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { openVault } from "../../db/vault.ts";
import { webhookChatKinds } from "../../domain/messages/chat/registry.ts";
import { checkRunbook, describeFault } from "../../domain/runbooks/faults.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import { type KnownRunbook, loadCatalogue, offered } from "../../runbooks/catalogue.ts";
import type { RunbookDefinition } from "../../runbooks/sdk/runbook.ts";
import { type ManualClock, manualClock } from "../../sandbox/clock.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { targetTurns } from "../../worker/targetTurns.ts";
import { ActivityWatch } from "./activityWatch.ts";
import { overhear } from "./overheard.ts";
import { type SkippableTemporal, startSkippableTemporal } from "./temporal.ts";
import { type RestartableWorkers, startWorkers } from "./workers.ts";

/**
 * The whole system in one process: real Temporal, real PostgreSQL, real adapters; only the outside is the
 * sandbox.
 */
export interface Engine {
  temporal: SkippableTemporal;
  database: TestDatabase;
  sandbox: Sandbox;
  sandboxClock: ManualClock;
  relay: Relay;
  workers: RestartableWorkers;
  activities: ActivityWatch;
  /** What the workers' activities do, for what a worker does just before it is killed. */
  acts: Activities;
  /** The API's address, and an operator's token for it. */
  url: string;
  operatorToken: string;
  /** The runbooks that may be run. */
  catalogue: Map<string, KnownRunbook>;
  /** Everything that was logged, and everything that the API answered. */
  logged(): string;
  answered(): string;
  stop(): Promise<void>;
}

/** The telephone account of the sandbox. */
export const account = { accountSid: `AC${"a".repeat(32)}`, authToken: "token-of-the-exchange" };
/** The control centre's own number. */
export const centreNumber = "+815000000000";
/** Our secrets at the chat providers. */
export const providerSecrets = {
  slack: "xoxb-slack",
  chatwork: "chatwork-token",
  teams: "secret-wall",
  discord: "secret-night",
  mattermost: "secret-inside",
};

/** The address at which operators are warned by mail. */
export const operatorsMail = "operators@msp.example";

export interface EngineOptions {
  /** 0: no workflow stays in memory, so that workers can be stopped and every task is a replay. */
  cachedWorkflows?: number;
  /** How long stopped workers let an activity go on, for a scenario in which one never ends by itself. */
  shutdownGraceSeconds?: number;
  /** Runbooks that only a scenario needs. */
  runbooks?: readonly RunbookDefinition[];
  /** Customers whose AWS accounts may be reached with the worker's own credentials; absent: none. */
  ownAccountCustomers?: readonly string[];
}

/** By the real clock, so shorter than in production. */
export const relayPauseMilliseconds = 100;

/** So many that calls to several people at once begin together, as if nobody else were called. */
const callsPerSecond = 1_000;

/**
 * Without a cache the SDK drops a workflow task in which an update runs a local activity. The task is given out
 * anew after its time-out, for which a scenario waits in real time.
 */
const taskTimeoutWithoutCache = "3s";

export const vaultKeys = [{ id: "scenario", key: Buffer.alloc(32, 7) }];
const known = await loadCatalogue();

function soundTree(given: Runbook): Runbook {
  const { runbook, faults } = checkRunbook(given);
  if (runbook === null) throw new Error(faults.map(describeFault).join("\n"));
  return runbook;
}

export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const [temporal, database] = await Promise.all([
    startSkippableTemporal(options.cachedWorkflows === 0 ? taskTimeoutWithoutCache : undefined),
    createTestDatabase({ maxConnections: 20 }),
  ]);
  const { db } = database;
  const catalogue = new Map(known);
  for (const one of options.runbooks ?? [])
    catalogue.set(one.tree.id, { ...one, tree: soundTree(one.tree), file: "" });
  const clock = () => temporal.now();
  const sandboxClock = manualClock(clock());
  const sandbox = await startSandbox({ clock: sandboxClock, twilio: account });
  const { logger, listenTo, logged, answered } = overhear();
  const relay = startRelay({
    db,
    client: temporal.relayClient,
    clock,
    logger,
    settings: {
      sloWarningMinutes: 10,
      // Scenarios say when to look for lost runs. In between, an open incident may have no run.
      lookForLostRunsSeconds: 86_400,
      pauseMilliseconds: relayPauseMilliseconds,
    },
  });

  // The application needs its own address, which is known only once it listens.
  let application: ReturnType<typeof buildApplication> | null = null;
  const serving = await serve(
    (request, response) => {
      listenTo(response);
      application?.app(request, response);
    },
    { host: "127.0.0.1", port: 0 },
  );
  const url = `http://127.0.0.1:${serving.port}`;
  application = buildApplication(
    {
      db,
      intakeDb: db,
      server: "api:test",
      clock,
      logger,
      registry: new Registry(),
      onAccepted: relay.pokeAlerts,
      onStored: relay.pokeWords,
      revive: relay.revive,
      client: temporal.client,
      checkTemporal: async () => undefined,
      runbooks: offered(catalogue),
      recordingStore: twilioRecordings({ ...account, apiUrl: sandbox.url }),
      catalogue,
    },
    {
      publicUrl: url,
      port: serving.port,
      trustedProxies: [],
      oidc: null,
      vaultKeys,
      actionPatienceMilliseconds: 12_000,
      centerName: "コントロールセンター",
      recordingRetentionDays: 90,
      telephone: { authToken: account.authToken, from: centreNumber },
      workflowUrl: () => null,
    },
  );

  const activities = new ActivityWatch(async () => {
    await temporal.lookAtClock();
    await sandboxClock.advanceTo(clock());
  });
  const mail = mailer({ smtpUrl: sandbox.smtpUrl, from: "toban@msp.example" });
  const chat = chatPoster(
    {
      slack: { token: providerSecrets.slack, apiUrl: `${sandbox.url}/slack/api/` },
      chatwork: { token: providerSecrets.chatwork, apiUrl: `${sandbox.url}/chatwork/v2` },
    },
    async (_customer, name) => {
      const kind = webhookChatKinds.find((one) => name === `${one}-url`)!;
      return sandbox.webhookOf(kind, providerSecrets[kind]);
    },
    guardOfTests(),
  );
  const reaches = openReaches();
  const turns = targetTurns(temporal.client);
  const acts = createActivities({
    db,
    clock,
    logger,
    mailer: mail,
    chat,
    conversations: conversations(db, logger),
    // Time is not skipped while a request waits for its answer, so its limit is shorter than in
    // production.
    telephone: telephone({
      ...account,
      from: centreNumber,
      apiUrl: sandbox.url,
      timeoutMilliseconds: 800,
    }),
    callsPerSecond,
    operators: {
      chat: { kind: "slack", channel: "OPERATORS", mention: [] },
      mail: operatorsMail,
    },
    centerName: "コントロールセンター",
    publicUrl: url,
    mailDomain: "msp.example",
    approvalKey: Buffer.alloc(32, 7),
    runbooks: {
      catalogue,
      vault: openVault(vaultKeys),
      reaches,
      turns,
      guard: guardOfTests(),
      ownAccountCustomers: options.ownAccountCustomers ?? [],
    },
  });
  const workers = await startWorkers({
    connection: temporal.connection,
    namespace: temporal.namespace,
    workflows: { workflowBundle: { code: inject("workflowBundle") } },
    callsPerSecond,
    heartbeatMilliseconds: 250,
    ...options,
    failures: { count: (activity, error) => logger.warn({ activity, err: error }, "an activity failed") },
    activities: activities.watch(acts),
  });
  const operator = { name: "当番 一郎", role: "operator", customers: [], phone: null } as const;
  const { token } = await addPerson(db, operator, { token: true }, clock());

  return {
    temporal,
    database,
    sandbox,
    sandboxClock,
    relay,
    workers,
    activities,
    acts,
    url,
    operatorToken: token ?? "",
    logged,
    answered,
    catalogue,
    async stop() {
      application.stop();
      await relay.stop();
      await workers.stop();
      await serving.stop(1_000);
      mail.close();
      await reaches.closeAll();
      await sandbox.stop();
      await temporal.stop();
      await database.drop();
    },
  };
}
