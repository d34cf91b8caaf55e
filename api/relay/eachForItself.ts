import type { Logger } from "pino";
import { isOutage } from "../http/outage.ts";
import { isTemporalOutage } from "./temporalOutage.ts";

/**
 * Relays one row after the other. One that fails for a reason of its own holds nobody else up, and is tried again in the
 * next turn; an outage ends the turn.
 */
export async function eachForItself<Row extends object>(
  logger: Logger,
  what: string,
  rows: readonly Row[],
  relay: (row: Row) => Promise<void>,
): Promise<void> {
  for (const row of rows) {
    try {
      await relay(row);
    } catch (error) {
      if (isOutage(error) || isTemporalOutage(error)) throw error;
      logger.error({ err: error, id: "id" in row ? row.id : null }, `${what} could not be relayed`);
    }
  }
}
