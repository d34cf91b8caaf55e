import type { Database } from "../../../db/connect.ts";
import type { QueueRow } from "../../../db/incidents/attentionQueue.ts";
import { attentionWord } from "../../../domain/incidents/phase.ts";
import { incidentSummary } from "../answer.ts";
import type { Reader } from "../present.ts";
import type { Queue } from "./schemas.ts";

/** The operators' queue, saying what each incident needs. */
export async function presentQueue(db: Database, rows: readonly QueueRow[], reader: Reader): Promise<Queue> {
  const { now, language } = reader;
  const entries = rows.map(async (row): Promise<Queue["entries"][number]> => {
    const { number, customer, system, node, alarm, level, state, phase, takenBy, slo, closedAt } =
      await incidentSummary({ db, clock: () => now }, row, reader);
    const attention = row.attention ?? "";
    return {
      number,
      customer,
      customerName: row.customerName,
      system,
      node,
      alarm,
      level,
      state,
      phase,
      takenBy,
      attention,
      attentionText: attentionWord(attention, language),
      closedAt,
      attentionAt: (row.attentionAt ?? row.openedAt).toISOString(),
      detectedAt: slo.detectedAt,
      deadlineAt: slo.deadlineAt,
      responded: slo.firstResponseAt !== null,
    };
  });
  return { at: now.toISOString(), entries: await Promise.all(entries) };
}
