import { loadClientConnectConfig } from "@temporalio/envconfig";
import type { Given } from "./rules.ts";

export interface TemporalConnection {
  address: string;
  namespace: string;
  /** For `Connection.connect` and `NativeConnection.connect`: address, API key, TLS, metadata. */
  connection: ReturnType<typeof loadClientConnectConfig>["connectionOptions"];
}

/**
 * Reads `TEMPORAL_*` as Temporal's own tools do. A configuration file counts only if `TEMPORAL_PROFILE` or
 * `TEMPORAL_CONFIG_FILE` asks for it: a file in someone's home must not connect a development system to their
 * Cloud namespace.
 */
export function readTemporalConnection(given: Given): TemporalConnection {
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: { ...given },
    disableFile: !given.TEMPORAL_PROFILE && !given.TEMPORAL_CONFIG_FILE,
  });
  const address = connectionOptions.address ?? "127.0.0.1:7233";
  return { address, namespace: namespace ?? "default", connection: { ...connectionOptions, address } };
}

/** Whether the environment names a Temporal server. If not, a development server is started. */
export function namesTemporal(given: Given): boolean {
  return ["TEMPORAL_ADDRESS", "TEMPORAL_PROFILE", "TEMPORAL_CONFIG_FILE"].some((name) => name in given);
}
