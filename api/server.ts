import type { RequestHandler } from "express";
import { type Logger, pino } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import { twilioRecordings } from "../activities/providers/twilioRecordings.ts";
import { ConfigurationError } from "../config/configurationError.ts";
import { type Environment, readEnvironment } from "../config/environment.ts";
import { loggerOptions } from "../config/logger.ts";
import { connect, processName } from "../db/connect.ts";
import { say } from "../domain/say.ts";
import { loadCatalogue, offered } from "../runbooks/catalogue.ts";
import { dataConverter } from "../worker/dataConverter.ts";
import { startHousekeeping } from "./alerts/housekeeping.ts";
import { buildApplication } from "./application.ts";
import { startRecordingHousekeeping } from "./calls/recordings/housekeeping.ts";
import { buildMonitoringApp } from "./http/app.ts";
import { type Serving, serve } from "./http/serve.ts";
import { startRelay } from "./relay/relay.ts";
import { accessTemporal, workflowUrlOf } from "./temporal.ts";

/** How long requests under way may take to end. */
const graceMilliseconds = 3_000;
/**
 * How long everything else may take to close. Nothing is lost by not waiting: rows are committed or they are
 * not.
 */
const longestStopMilliseconds = 5_000;
/** Below the API's own limit: an action that waits for its workflow is answered in time. */
const actionPatienceMilliseconds = 12_000;
/** Connections for requests that outsiders wait for; neither reading nor relaying can take these. */
const intakeConnections = 6;
/** Connections for relaying accepted alerts and words; no request can take these. */
const relayConnections = 4;

async function main(environment: Environment): Promise<void> {
  const logger = pino(loggerOptions(environment.log.level, "api"));
  const clock = () => new Date();
  const { url } = environment.database;
  const server = processName("api");
  const database = connect(url, { name: server });
  const intakeDatabase = connect(url, { name: server, maxConnections: intakeConnections });
  const relayDatabase = connect(url, { name: server, maxConnections: relayConnections });
  const temporal = accessTemporal({ ...environment.temporal, dataConverter });
  const { db } = database;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const relay = startRelay({
    db: relayDatabase.db,
    client: temporal.client,
    clock,
    logger,
    settings: { sloWarningMinutes: environment.slo.warningMinutes },
  });
  const housekeeping = startHousekeeping({
    db,
    clock,
    logger,
    bundleRetentionDays: environment.bundles.retentionDays,
  });
  const recordingStore = twilioRecordings(environment.telephone);
  const recordingHousekeeping = startRecordingHousekeeping({ db, clock, store: recordingStore, logger });
  const catalogue = await loadCatalogue({ own: environment.runbooks.dir });
  const application = buildApplication(
    {
      db,
      intakeDb: intakeDatabase.db,
      server,
      clock,
      logger,
      registry,
      recordingStore,
      catalogue,
      runbooks: offered(catalogue),
      client: temporal.client,
      checkTemporal: temporal.check,
      onAccepted: relay.pokeAlerts,
      onStored: relay.pokeWords,
      revive: relay.revive,
    },
    {
      ...environment.http,
      vaultKeys: environment.vault.keys,
      oidc: environment.oidc,
      centerName: environment.center.name,
      telephone: environment.telephone,
      actionPatienceMilliseconds,
      recordingRetentionDays: environment.recordings.retentionDays,
      ownMetricsPort: environment.metrics.port !== null,
      workflowUrl: workflowUrlOf(environment.temporal.uiUrl, environment.temporal.namespace),
    },
  );
  const serving = await serve(application.app, environment.http);
  logger.info({ host: environment.http.host, port: serving.port }, "listening");

  const servingMetrics = await serveMetrics(application.monitoring, environment, logger);

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => process.exit(0), longestStopMilliseconds);
    application.stop();
    await Promise.all([serving.stop(graceMilliseconds), servingMetrics?.stop(graceMilliseconds)]);
    await Promise.all([relay.stop(), housekeeping.stop(), recordingHousekeeping.stop()]);
    await Promise.all([temporal.close(), database.close(), intakeDatabase.close(), relayDatabase.close()]);
    process.exit(0);
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

async function serveMetrics(
  monitoring: RequestHandler,
  { http, metrics }: Environment,
  logger: Logger,
): Promise<Serving | null> {
  if (metrics.port === null) return null;
  const app = buildMonitoringApp(monitoring, logger);
  const serving = await serve(app, { host: http.host, port: metrics.port });
  logger.info({ host: http.host, port: serving.port }, "serving /metrics and /readyz");
  return serving;
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
    process.stderr.write(`${say(error.publicMessage)}\n`);
    process.exit(1);
  }
}
