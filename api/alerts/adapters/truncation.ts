import { z } from "zod";
import { type Alert, unknownNode } from "../../../domain/alerts/alert.ts";
import { beginningOf, storable } from "../storable.ts";
import { longestName } from "./fields.ts";

const truncated = z.object({ truncatedAlerts: z.int().positive(), groupKey: z.string().catch("") });

/**
 * Alerts that the tool left out of its notification (`max_alerts`) reach nobody: the operators hear how many are
 * missing, by an alert of that group that no rule handles.
 */
export function truncation(envelope: unknown): Alert[] {
  const { data } = truncated.safeParse(storable(envelope));
  if (data === undefined) return [];
  const { truncatedAlerts: count, groupKey } = data;
  const group = beginningOf(groupKey, longestName);
  return [
    {
      ...{
        status: "firing",
        node: unknownNode,
        // In every message to the operators, chat included; the key keeps later counts in the same incident.
        alarm: `監視ツールの通知から${count}件の警報が省略されました`,
        level: "high",
      },
      system: null,
      value: `${count}件`,
      log: `${count}件の警報が通知に含まれておらず、届いていません。監視ツールの画面で確認してください。グループ: ${group}`,
      key: `truncatedAlerts ${groupKey}`,
      series: "",
      occurredAt: null,
      startedAt: null,
      eventKey: `truncatedAlerts ${groupKey} ${count}`,
      details: { truncatedAlerts: count, groupKey, unreadable: [`truncatedAlerts is ${count}`] },
    },
  ];
}
