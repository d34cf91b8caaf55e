const quickRetry = { initialInterval: "200ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;
const patientRetry = { initialInterval: "2s", backoffCoefficient: 2, maximumInterval: "60s" } as const;

/** How long activities may take and how they are retried: without end, unless they report it as useless. */
export const patience = {
  /** Short reads and writes that are safe to repeat. */
  rows: { startToCloseTimeout: "10s", retry: quickRetry },
  /** What a workflow orders at one moment: rows, and conversations with providers up to their limit. */
  orders: { startToCloseTimeout: "20s", retry: quickRetry },
  /** One short conversation with a provider, or several rows. */
  shortTalk: { startToCloseTimeout: "20s", retry: quickRetry },
  /** Reads that may return a lot. */
  longReads: { startToCloseTimeout: "60s", retry: quickRetry },
  /** Mail and chat: retried until the provider accepts or refuses. An SMTP conversation may take a minute. */
  telling: { startToCloseTimeout: "90s", heartbeatTimeout: "10s", retry: patientRetry },
  /** Activities that reach a target. Each call adds its step's own time. */
  remote: { startToCloseTimeout: "60s", heartbeatTimeout: "10s", retry: quickRetry },
} as const;
