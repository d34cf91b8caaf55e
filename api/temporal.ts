import { Client, Connection, type ConnectionOptions, type DataConverter } from "@temporalio/client";

export interface TemporalAccess {
  client: Client;
  /** Rejects if Temporal does not answer. */
  check(): Promise<unknown>;
  close(): Promise<void>;
}

const checkMilliseconds = 2_000;

/** Connects when first needed, so that alerts are accepted while Temporal is down, even at the start. */
export function accessTemporal(settings: {
  connection: ConnectionOptions;
  namespace: string;
  dataConverter: DataConverter;
}): TemporalAccess {
  const connection = Connection.lazy({
    ...settings.connection,
    channelArgs: {
      // By default it tries again only 4-22 s after Temporal is back.
      "grpc.initial_reconnect_backoff_ms": 200,
      "grpc.max_reconnect_backoff_ms": 1_000,
    },
  });
  return {
    client: new Client({ connection, namespace: settings.namespace, dataConverter: settings.dataConverter }),
    check: () =>
      connection.withDeadline(Date.now() + checkMilliseconds, () =>
        connection.workflowService.getSystemInfo({}),
      ),
    close: () => connection.close(),
  };
}

/** The address of a workflow in the Temporal UI; null if no UI is configured. */
export const workflowUrlOf =
  (uiUrl: string | null, namespace: string) =>
  (workflowId: string): string | null =>
    uiUrl === null
      ? null
      : `${uiUrl.replace(/\/+$/, "")}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
