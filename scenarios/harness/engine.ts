import { pino } from "pino";
import { inject } from "vitest";
import { createActivities } from "../../activities/index.ts";
import { chatPoster } from "../../activities/providers/chat.ts";
import { mailer } from "../../activities/providers/smtp.ts";
import { telephone } from "../../activities/providers/twilio.ts";
import { actionsRouter } from "../../api/actions/router.ts";
import { callbacksRouter } from "../../api/callbacks/router.ts";
import { deskRouter } from "../../api/desk/router.ts";
import { buildApp } from "../../api/http/app.ts";
import { idempotent } from "../../api/http/idempotency.ts";
import { serve } from "../../api/http/serve.ts";
import { incidentsRouter } from "../../api/incidents/router.ts";
import { intakeRouter } from "../../api/intake/router.ts";
import { operationTestsRouter } from "../../api/operationTests/router.ts";
import { authenticate, personOf } from "../../api/people/authenticate.ts";
import { type Relay, startRelay } from "../../api/relay/relay.ts";
import { addPerson } from "../../db/queries/people.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { type ManualClock, manualClock } from "../../sandbox/clock.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { ActivityWatch } from "./activityWatch.ts";
import { type SkippableTemporal, startSkippableTemporal } from "./temporal.ts";
import { type RestartableWorkers, startWorkers } from "./workers.ts";

/** The whole system in one process: real Temporal, real PostgreSQL, real adapters; only the outside is the sandbox. */
export interface Engine {
  temporal: SkippableTemporal;
  database: TestDatabase;
  sandbox: Sandbox;
  sandboxClock: ManualClock;
  relay: Relay;
  workers: RestartableWorkers;
  activities: ActivityWatch;
  /** Where the API answers, and how an operator gets in. */
  url: string;
  operatorToken: string;
  stop(): Promise<void>;
}

/** The telephone account of the sandbox. */
export const account = { accountSid: `AC${"a".repeat(32)}`, authToken: "token-of-the-exchange" };
/** The control centre's own number. */
export const centreNumber = "+815000000000";
const logger = pino({ level: process.env.SCENARIO_LOG ?? "silent" });

export interface EngineOptions {
  /** 0: no workflow stays in memory, so that workers can be stopped and every task is a replay. */
  cachedWorkflows?: number;
}

export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const [temporal, database] = await Promise.all([
    startSkippableTemporal(),
    createTestDatabase({ maxConnections: 20 }),
  ]);
  const { db } = database;
  const clock = () => temporal.now();
  const sandboxClock = manualClock(clock());
  const sandbox = await startSandbox({ clock: sandboxClock, twilio: account });
  const relay = startRelay({
    db,
    client: temporal.relayClient,
    clock,
    logger,
    settings: { sloWarningMinutes: 10 },
  });

  const callbacks = { publicUrl: "" };
  const serving = await serve(
    buildApp({
      logger,
      open: [(request, response, next) => callbackRouter(request, response, next)],
      intake: intakeRouter({ db, clock, logger, onAccepted: relay.poke }),
      authenticate: authenticate({ db, clock }),
      idempotent: idempotent({
        db,
        clock,
        logger,
        scopeOf: (request, response) => `${personOf(response).name} ${request.path}`,
      }),
      api: [
        actionsRouter({ db, clock, client: temporal.client, patienceMilliseconds: 12_000 }),
        deskRouter({ db, clock, centerName: "コントロールセンター", workflowUrl: () => null }),
        incidentsRouter({ db, clock }),
        operationTestsRouter({ db, clock, centerName: "コントロールセンター", onStored: relay.poke }),
      ],
    }),
    { host: "127.0.0.1", port: 0 },
  );
  callbacks.publicUrl = `http://127.0.0.1:${serving.port}`;
  const callbackRouter = callbacksRouter({
    ...{ db, clock, logger, centerName: "コントロールセンター", onStored: relay.poke },
    authToken: account.authToken,
    from: centreNumber,
    recordingRetentionDays: 90,
    publicUrl: callbacks.publicUrl,
  });

  const activities = new ActivityWatch(async () => {
    await temporal.lookAtClock();
    await sandboxClock.advanceTo(clock());
  });
  const mail = mailer({ smtpUrl: sandbox.smtpUrl, from: "toban@msp.example" });
  const chat = chatPoster(
    {
      slack: { token: "xoxb-slack", apiUrl: `${sandbox.url}/slack/api/` },
      chatwork: { token: "chatwork-token", apiUrl: `${sandbox.url}/chatwork/v2` },
    },
    async () => `${sandbox.url}/teams/secret-wall`,
  );
  const workers = await startWorkers({
    connection: temporal.connection,
    namespace: temporal.namespace,
    workflows: { workflowBundle: { code: inject("workflowBundle") } },
    callsPerSecond: 50,
    ...options,
    failures: { count: (activity, error) => logger.warn({ activity, err: error }, "an activity failed") },
    activities: activities.watch(
      createActivities({
        ...{ db, clock, logger, mailer: mail, chat },
        // Nobody's time is skipped while a request waits for its answer, so it waits for less than in earnest.
        telephone: telephone({
          ...account,
          from: centreNumber,
          apiUrl: sandbox.url,
          timeoutMilliseconds: 800,
        }),
        operators: {
          chat: { kind: "slack", channel: "OPERATORS", mention: [] },
          mail: "operators@msp.example",
        },
        centerName: "コントロールセンター",
        publicUrl: callbacks.publicUrl,
        mailDomain: "msp.example",
      }),
    ),
  });
  const operator = { name: "当番 一郎", role: "operator", customers: [], phone: null } as const;
  const { token } = await addPerson(db, operator, { token: true }, clock());

  return {
    ...{ temporal, database, sandbox, sandboxClock, relay, workers, activities },
    url: callbacks.publicUrl,
    operatorToken: token ?? "",
    async stop() {
      await relay.stop();
      await workers.stop();
      await serving.stop(1_000);
      mail.close();
      await sandbox.stop();
      await temporal.stop();
      await database.drop();
    },
  };
}
