const quickRetry = { initialInterval: "200ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;
const patientRetry = { initialInterval: "2s", backoffCoefficient: 2, maximumInterval: "60s" } as const;

/** How long activities may take, and how they are tried again: without end, unless they say that it is of no use. */
export const patience = {
  /** Short reads and writes that may safely be repeated. */
  rows: { startToCloseTimeout: "10s", retry: quickRetry },
  /** One short conversation with a provider, or several rows. */
  shortTalk: { startToCloseTimeout: "20s", retry: quickRetry },
  /** Reads of what may be long. */
  longReads: { startToCloseTimeout: "60s", retry: quickRetry },
  /** Mail and chat: tried until the provider takes or refuses it. One conversation by SMTP may take a minute. */
  telling: { startToCloseTimeout: "90s", heartbeatTimeout: "10s", retry: patientRetry },
  /** What reaches a target. Each call adds its step's own time. */
  remote: { startToCloseTimeout: "60s", heartbeatTimeout: "10s", retry: quickRetry },
} as const;
