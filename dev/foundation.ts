import { namesTemporal, readTemporalConnection } from "../config/temporal.ts";
import {
  createDatabase,
  databaseUrl,
  initialisePostgres,
  postgresPart,
  stopStrayPostmaster,
} from "./parts/postgres.ts";
import { findPostgresPlace } from "./parts/postgresPlace.ts";
import { registerSearchAttributes } from "./parts/searchAttributes.ts";
import { stopStrayTemporalServer, temporalServerPart } from "./parts/temporalServer.ts";
import type { StartOptions } from "./system.ts";
import { findTemporalCli } from "./tools/find.ts";

/** Frees data and ports held by unregistered servers on this state directory. */
export async function stopStrays({ given, stateDir }: StartOptions): Promise<void> {
  if (!given.DATABASE_URL) await stopStrayPostmaster(findPostgresPlace(stateDir));
  if (!namesTemporal(given)) await stopStrayTemporalServer(stateDir);
}

/**
 * Starts the embedded PostgreSQL, unless the environment names a database. Returns the variables for the
 * parts.
 */
export async function startDatabase(
  { given, stateDir, crew }: StartOptions,
  port: number,
  password: string,
): Promise<Record<string, string>> {
  if (given.DATABASE_URL) return {};
  const options = { place: findPostgresPlace(stateDir), port, password };
  await initialisePostgres(options);
  await crew.start(postgresPart(options), "postgres");
  await createDatabase(options);
  return { DATABASE_URL: databaseUrl(options) };
}

/** Starts Temporal's development server, unless the environment names a server. */
export async function startTemporal(
  { given, stateDir, crew, signal, say }: StartOptions,
  port: number,
  uiPort: number,
): Promise<{ variables: Record<string, string>; ui: string | null }> {
  const server = readTemporalConnection(given);
  if (namesTemporal(given)) {
    await registerSearchAttributes(server, say);
    return { variables: {}, ui: null };
  }
  const { namespace } = server;
  const program = await findTemporalCli({ signal, say });
  await crew.start(temporalServerPart({ program, stateDir, namespace, port, uiPort }), "temporal");
  const ui = `http://127.0.0.1:${uiPort}`;
  const address = `127.0.0.1:${port}`;
  return { variables: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_UI_URL: ui }, ui };
}
