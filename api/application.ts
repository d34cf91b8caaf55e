import type { Client } from "@temporalio/client";
import { type Express, type Request, type RequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Database } from "../db/connect.ts";
import { openVault } from "../db/vault.ts";
import { usualCallCountries } from "../domain/customers/callCountries.ts";
import type { OfferedRunbooks } from "../domain/customers/offeredRunbooks.ts";
import type { Catalogue } from "../runbooks/catalogue.ts";
import { intakeRouter } from "./alerts/router.ts";
import { auditRouter } from "./audit/router.ts";
import { auditedRequests } from "./auth/audited.ts";
import type { AuthSettings } from "./auth/auth.ts";
import { personOf } from "./auth/authenticate.ts";
import { buildLogins } from "./auth/logins.ts";
import { recordingsRouter } from "./calls/recordings/router.ts";
import type { RecordingStore } from "./calls/recordings/sound.ts";
import { callbacksRouter } from "./calls/router.ts";
import { consoleRouter } from "./console/router.ts";
import { customersRouter } from "./customers/router.ts";
import { livenessRouter, readinessRouter } from "./health/router.ts";
import { buildApp } from "./http/app.ts";
import { idempotent } from "./http/idempotency.ts";
import { actionsRouter } from "./incidents/actions/router.ts";
import { boardRouter } from "./incidents/board/router.ts";
import { bundlesRouter } from "./incidents/bundlesRouter.ts";
import { deskRouter } from "./incidents/desk/router.ts";
import { incidentsRouter } from "./incidents/router.ts";
import { type LiveDeps, liveRouter } from "./live/router.ts";
import { httpDurations } from "./metrics/httpDurations.ts";
import { metricsRouter } from "./metrics/router.ts";
import { openApiRouter } from "./openapi/router.ts";
import { peopleRouter } from "./people/adminRouter.ts";
import { peoplesBudgets } from "./people/budgets.ts";
import { meRouter } from "./people/router.ts";
import { approvalRouter } from "./secondary/approval/router.ts";
import { secondaryRouter } from "./secondary/router.ts";
import { silencesRouter } from "./silences/router.ts";
import { operationTestsRouter } from "./tests/router.ts";

export interface ApplicationDeps {
  db: Database;
  /** Serves only requests that outsiders wait for; neither reading nor relaying can take its connections. */
  intakeDb: Database;
  /** The name of this server's connections to PostgreSQL, of which one is always there. */
  server: string;
  client: Client;
  checkTemporal: () => Promise<unknown>;
  clock: () => Date;
  logger: Logger;
  registry: Registry;
  recordingStore: RecordingStore;
  /** The whole catalogue, for proposals. */
  catalogue: Catalogue;
  runbooks: OfferedRunbooks;
  /** Called once alerts are stored. */
  onAccepted: () => void;
  /** Called once a word to a workflow may have been written. */
  onStored: () => void;
  /** Gives an incident without a run a new one. */
  revive: (incident: number) => Promise<void>;
}

export interface ApplicationSettings extends AuthSettings {
  trustedProxies: readonly string[];
  /** The sender named in mails and calls. */
  centerName: string;
  /** Our telephone account. Its secret signs the callbacks. */
  telephone: { authToken: string; from: string; countries?: readonly string[] };
  recordingRetentionDays: number;
  /** How long an action waits for its workflow. */
  actionPatienceMilliseconds: number;
  workflowUrl: (workflowId: string) => string | null;
  liveTiming?: LiveDeps["timing"];
  /** `/readyz` and `/metrics` have a port of their own and are not part of this application. */
  ownMetricsPort?: boolean;
}

/**
 * Builds the application with every address. `stop` ends the streams that would keep a server from closing.
 * `monitoring` answers `/readyz` and `/metrics`, for a server of its own.
 */
export function buildApplication(
  deps: ApplicationDeps,
  settings: ApplicationSettings,
): { app: Express; monitoring: RequestHandler; stop(): void } {
  const { db, intakeDb, server, client, clock, logger, registry, onAccepted, onStored, runbooks } = deps;
  const { centerName } = settings;
  const logins = buildLogins({ db, clock, logger }, settings);
  const audited = auditedRequests({ db, clock, logger });
  const live = liveRouter({
    db,
    clock,
    logger,
    authenticate: logins.authenticate,
    ...(settings.liveTiming !== undefined && { timing: settings.liveTiming }),
  });
  const monitoring = Router().use(
    readinessRouter({ db, clock, checkTemporal: deps.checkTemporal }),
    metricsRouter({ db, clock, registry }),
  );
  const app = buildApp({
    logger,
    trustedProxies: settings.trustedProxies,
    publicUrl: settings.publicUrl,
    open: [
      httpDurations(registry),
      livenessRouter(),
      ...(settings.ownMetricsPort === true ? [] : [monitoring]),
      openApiRouter(),
      logins.router,
      callbacksRouter({
        db: intakeDb,
        clock,
        logger,
        centerName,
        onStored,
        publicUrl: settings.publicUrl,
        ...settings.telephone,
        recordingRetentionDays: settings.recordingRetentionDays,
      }),
      live.router,
      approvalRouter({ db, clock, logger, centerName, onStored, own: settings }),
      consoleRouter(),
    ],
    intake: intakeRouter({ db: intakeDb, clock, logger, onAccepted }),
    authenticate: logins.authenticate,
    people: peoplesBudgets(),
    idempotent: idempotent({ db, server, clock, logger, scopeOf: personAndAddress }),
    api: [
      meRouter({ db, clock, audited }),
      peopleRouter({ db, clock, audited }),
      auditRouter({ db }),
      actionsRouter({
        db,
        clock,
        client,
        runbooks,
        callCountries: settings.telephone.countries ?? usualCallCountries,
        revive: deps.revive,
        patienceMilliseconds: settings.actionPatienceMilliseconds,
      }),
      deskRouter({ db, clock, runbooks, centerName, audited, workflowUrl: settings.workflowUrl }),
      boardRouter({ db, clock }),
      incidentsRouter({ db, clock }),
      bundlesRouter({ db, clock, vault: openVault(settings.vaultKeys) }),
      customersRouter({ db, clock }),
      recordingsRouter({ db, clock, store: deps.recordingStore }),
      silencesRouter({ db, clock, onStored: onAccepted }),
      operationTestsRouter({ db, clock, centerName, onStored, audited }),
      secondaryRouter({
        db,
        clock,
        catalogue: deps.catalogue,
        onStored,
        client,
        patienceMilliseconds: settings.actionPatienceMilliseconds,
      }),
    ],
  });
  return { app, monitoring, stop: live.stop };
}

/** The scope of an `Idempotency-Key`: one person at one address. */
function personAndAddress(request: Request, response: Response): string {
  const [address] = request.originalUrl.split("?", 1);
  return `person ${personOf(response).name} ${address}`;
}
