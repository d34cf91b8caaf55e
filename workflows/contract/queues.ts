/** Workflows and quick activities share a queue, so that the first act begins eagerly. */
export const engineQueue = "engine";

/** For activities that reach targets: long and heartbeating, kept out of everything else's way. */
export const remoteQueue = "remote";

/** Paced to the provider's calls per second; only placing a call uses this queue. */
export const telephonyQueue = "telephony";
