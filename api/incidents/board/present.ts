import type { Database } from "../../../db/connect.ts";
import { configurationVersion } from "../../../db/customers/customers.ts";
import type { BoardIncident } from "../../../db/incidents/board.ts";
import { latestSecondaries, type SecondaryRow } from "../../../db/secondary/secondary.ts";
import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import { standingAttention } from "../../../domain/incidents/attention.ts";
import { due } from "../../../domain/incidents/board/due.ts";
import { needsNames, presentPhase, presentSummary, type Reader } from "../present.ts";
import type { BoardRow } from "./schemas.ts";

/** Incidents as the board shows them to this reader, in the given order. */
export async function presentBoard(
  db: Database,
  incidents: readonly BoardIncident[],
  reader: Reader,
): Promise<BoardRow[]> {
  // Most incidents share their version with others.
  const calling = incidents.filter((incident) => incident.version !== null && needsNames(incident));
  const versions = [...new Set(calling.map(({ version }) => version!))];
  const numbers = incidents.map(({ number }) => number);
  const [secondaries, ...read] = await Promise.all([
    latestSecondaries(db, numbers),
    ...versions.map(async (id) => [id, await configurationVersion(db, id)] as const),
  ]);
  const configurations = new Map(read);
  return incidents.map((incident) => {
    const configuration = configurations.get(incident.version ?? 0) ?? null;
    return presentRow(incident, configuration, reader, secondaries.get(incident.number) ?? null);
  });
}

function presentRow(
  incident: BoardIncident,
  configuration: CustomerConfiguration | null,
  reader: Reader,
  secondary: SecondaryRow | null,
): BoardRow {
  const responded = incident.firstResponseAt !== null;
  const attention = reader.forCustomer
    ? null
    : standingAttention({ attention: incident.attention, responded });
  return {
    ...presentSummary(incident, configuration, reader, secondary),
    // The holder has a column of their own.
    phase: presentPhase(
      { ...incident, acknowledgedBy: null, takenBy: null },
      configuration,
      reader,
      secondary,
    ),
    customerName: incident.customerName,
    attention,
    due: due({
      state: incident.state,
      deadlineAt: incident.deadlineAt?.toISOString() ?? null,
      responded,
      recovered: incident.recoveredAt !== null,
      attention,
      taken: incident.takenBy !== null,
      operatorCalls: incident.operatorCalls,
    }),
  };
}
