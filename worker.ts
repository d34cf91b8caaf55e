import { Client } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { pino } from "pino";
import { createActivities } from "./activities/index.ts";
import { conversations } from "./activities/messages/conversations.ts";
import { chatPoster } from "./activities/providers/chat.ts";
import { mailer } from "./activities/providers/smtp.ts";
import { telephone } from "./activities/providers/twilio.ts";
import { addressGuard } from "./activities/remote/addressGuard.ts";
import { openReaches } from "./activities/remote/target/reaches.ts";
import { readEnvironment } from "./config/environment.ts";
import { loggerOptions } from "./config/logger.ts";
import { connect } from "./db/connect.ts";
import { readSecret } from "./db/customers/secrets.ts";
import { approvalKey } from "./db/secondary/linkKeys.ts";
import { openVault } from "./db/vault.ts";
import { loadCatalogue } from "./runbooks/catalogue.ts";
import { createWorkers } from "./worker/createWorkers.ts";
import { dataConverter } from "./worker/dataConverter.ts";
import { failureCounter } from "./worker/failureCounter.ts";
import { startHeartbeat } from "./worker/heartbeat.ts";
import { targetTurns } from "./worker/targetTurns.ts";
import { workflowBundle } from "./worker/workflowThreads/bundle.ts";

const environment = readEnvironment();
const logger = pino(loggerOptions(environment.log.level, "worker"));
const clock = () => new Date();

Runtime.install({
  logger: new DefaultLogger("WARN", ({ level, message, meta }) => {
    if (isExpected(message)) return;
    logger[level === "ERROR" ? "error" : "warn"]({ ...meta }, message);
  }),
  shutdownSignals: [],
});

const [catalogue, connection, bundle] = await Promise.all([
  // A runbook that breaks the rules is found at start, not at night (R2.6).
  loadCatalogue({ own: environment.runbooks.dir }),
  connectPatiently(),
  workflowBundle(),
]);
const database = connect(environment.database.url, { maxConnections: 20 });
const vault = openVault(environment.vault.keys);
const mail = mailer(environment.mail);
const talks = conversations(database.db, logger);
const { namespace } = environment.temporal;
const reaches = openReaches();
const guard = addressGuard(environment.guard);
const workers = await createWorkers({
  connection,
  namespace,
  workflows: { workflowBundle: bundle },
  cachedWorkflows: environment.workflows.cached,
  keepsStackTraces: environment.workflows.keepsStackTraces,
  callsPerSecond: environment.telephone.callsPerSecond,
  failures: failureCounter(database.db, logger),
  activities: createActivities({
    db: database.db,
    clock,
    logger,
    mailer: mail,
    conversations: talks,
    chat: chatPoster(
      environment.chat,
      (customer, name) => readSecret(database.db, vault, customer, name),
      guard,
    ),
    telephone: telephone(environment.telephone),
    callsPerSecond: environment.telephone.callsPerSecond,
    operators: environment.operators,
    centerName: environment.center.name,
    publicUrl: environment.http.publicUrl,
    mailDomain: environment.mail.from.split("@").at(-1)?.replace(/>$/, "") ?? "toban.invalid",
    approvalKey: approvalKey(environment.vault.keys),
    runbooks: {
      catalogue,
      vault,
      reaches,
      guard,
      ownAccountCustomers: environment.cloud.ownAccountCustomers,
      turns: targetTurns(new Client({ connection, namespace, dataConverter })),
    },
  }),
});

const stopHeartbeat = startHeartbeat(environment.database.url, clock, logger);
logger.info("worker ready");
let saidGoodbye: Promise<void> | null = null;
function stop(): void {
  if (saidGoodbye !== null) return;
  // From here on it accepts no more work, so the heartbeat must not promise any.
  saidGoodbye = stopHeartbeat();
  for (const worker of workers) worker.shutdown();
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
await Promise.all(workers.map((worker) => worker.run()));
await saidGoodbye;
await talks.ended();
mail.close();
await reaches.closeAll();
await connection.close();
await database.close();

/** The telephone's worker has no workflows on purpose. */
function isExpected(message: string): boolean {
  return message.startsWith("No workflows registered");
}

/** Waits for Temporal if the worker starts first. */
async function connectPatiently(): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect(environment.temporal.connection);
    } catch (error) {
      logger.warn({ err: error }, "Temporal does not answer yet");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
