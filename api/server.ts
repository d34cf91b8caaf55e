import type { Request, Response } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import { twilioRecordings } from "../activities/providers/twilioRecordings.ts";
import { ConfigurationError } from "../config/configurationError.ts";
import { type Environment, readEnvironment } from "../config/environment.ts";
import { connect } from "../db/connect.ts";
import { dataConverter } from "../worker/dataConverter.ts";

import { actionsRouter } from "./actions/router.ts";
import { auditedRequests } from "./audit/audited.ts";
import { auditRouter } from "./audit/router.ts";
import { buildLogins } from "./auth/logins.ts";
import { boardRouter } from "./board/router.ts";
import { callbacksRouter } from "./callbacks/router.ts";
import { consoleRouter } from "./console/router.ts";
import { customersRouter } from "./customers/router.ts";
import { deskRouter } from "./desk/router.ts";
import { workflowUrlOf } from "./desk/workflowUrl.ts";
import { healthRouter } from "./health/router.ts";
import { buildApp } from "./http/app.ts";
import { idempotent } from "./http/idempotency.ts";
import { serve } from "./http/serve.ts";
import { incidentsRouter } from "./incidents/router.ts";
import { startHousekeeping } from "./intake/housekeeping.ts";
import { intakeRouter } from "./intake/router.ts";
import { liveRouter } from "./live/router.ts";
import { createLogger } from "./logger.ts";
import { httpDurations } from "./metrics/httpDurations.ts";
import { metricsRouter } from "./metrics/router.ts";
import { openApiRouter } from "./openapi/router.ts";
import { operationTestsRouter } from "./operationTests/router.ts";
import { peopleRouter } from "./people/adminRouter.ts";
import { personOf } from "./people/authenticate.ts";
import { meRouter } from "./people/router.ts";
import { startRecordingHousekeeping } from "./recordings/housekeeping.ts";
import { recordingsRouter } from "./recordings/router.ts";
import { startRelay } from "./relay/relay.ts";
import { accessTemporal } from "./temporal.ts";

/** Requests under way have so long to end. */
const graceMs = 3_000;
/** What else is to be closed has so long; nothing is lost by not waiting: rows are committed or they are not. */
const longestStopMs = 5_000;
/** Below the API's own patience: an action that waits for its workflow is answered in time. */
const actionPatienceMs = 12_000;
/** For what outsiders wait for; neither reading nor relaying can take these. */
const intakeConnections = 6;

async function main(environment: Environment): Promise<void> {
  const logger = createLogger(environment.log.level);
  const clock = () => new Date();
  const database = connect(environment.database.url);
  const intakeDatabase = connect(environment.database.url, { maxConnections: intakeConnections });
  const temporal = accessTemporal({ ...environment.temporal, dataConverter });
  const { db } = database;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const relay = startRelay({
    ...{ db, client: temporal.client, clock, logger },
    settings: { sloWarningMinutes: environment.slo.warningMinutes },
  });
  const housekeeping = startHousekeeping({ db, clock, logger });
  const logins = buildLogins(
    { db, clock, logger },
    { ...environment.http, vaultKeys: environment.vault.keys, oidc: environment.oidc },
  );
  const audited = auditedRequests({ db, clock, logger });
  const store = twilioRecordings(environment.telephone);
  const recordingHousekeeping = startRecordingHousekeeping({ db, clock, store, logger });
  const live = liveRouter({ db, clock, logger, authenticate: logins.authenticate });
  const app = buildApp({
    logger,
    trustedProxies: environment.http.trustedProxies,
    open: [
      httpDurations(registry),
      healthRouter({ db, clock, checkTemporal: temporal.check }),
      metricsRouter({ db, clock, registry }),
      openApiRouter(),
      logins.router,
      callbacksRouter({
        ...{ db: intakeDatabase.db, clock, logger },
        authToken: environment.telephone.authToken,
        from: environment.telephone.from,
        recordingRetentionDays: environment.recordings.retentionDays,
        publicUrl: environment.http.publicUrl,
        centerName: environment.center.name,
        onStored: relay.poke,
      }),
      live.router,
      consoleRouter(),
    ],
    intake: intakeRouter({ db: intakeDatabase.db, clock, logger, onAccepted: relay.poke }),
    authenticate: logins.authenticate,
    idempotent: idempotent({ db, clock, logger, scopeOf: personAndAddress }),
    api: [
      meRouter({ db, clock, audited }),
      peopleRouter({ db, clock, audited }),
      auditRouter({ db }),
      actionsRouter({ db, clock, client: temporal.client, patienceMilliseconds: actionPatienceMs }),
      deskRouter({
        ...{ db, clock, centerName: environment.center.name },
        workflowUrl: workflowUrlOf(environment.temporal.uiUrl, environment.temporal.namespace),
      }),
      boardRouter({ db, clock }),
      incidentsRouter({ db, clock }),
      customersRouter({ db, clock }),
      recordingsRouter({ db, clock, store }),
      operationTestsRouter({ db, clock, centerName: environment.center.name, onStored: relay.poke }),
    ],
  });
  const serving = await serve(app, environment.http);
  logger.info({ host: environment.http.host, port: serving.port }, "listening");

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => process.exit(0), longestStopMs);
    live.stop();
    await serving.stop(graceMs);
    await Promise.all([relay.stop(), housekeeping.stop(), recordingHousekeeping.stop()]);
    await Promise.all([temporal.close(), database.close(), intakeDatabase.close()]);
    process.exit(0);
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Whose `Idempotency-Key` it is: one person's, at one address. */
function personAndAddress(request: Request, response: Response): string {
  const [address] = request.originalUrl.split("?", 1);
  return `person ${personOf(response).name} ${address}`;
}

main(readOrExplain()).catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === "EADDRINUSE";
  process.stderr.write(taken ? `The address is taken: ${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});

function readOrExplain(): Environment {
  try {
    return readEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.publicMessage}\n`);
    process.exit(1);
  }
}
