/** Workflows and quick activities share a queue, so that the first act begins eagerly. */
export const engineQueue = "engine";

/** What reaches targets: long, heartbeating, and never in the way of anything else. */
export const remoteQueue = "remote";

/** Paced to the provider's calls per second; only placing a call waits here. */
export const telephonyQueue = "telephony";
