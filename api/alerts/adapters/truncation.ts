import { z } from "zod";
import { type Alert, unknownNode } from "../../../domain/alerts/alert.ts";
import { beginningOf, storable } from "../storable.ts";
import { longestName } from "./fields.ts";

const truncated = z.object({ truncatedAlerts: z.int().positive(), groupKey: z.string().catch("") });

/**
 * Nobody receives the alerts that the tool left out of its notification (`max_alerts`). This alert, which no
 * rule handles, tells the operators how many are missing from the group.
 */
export function truncation(envelope: unknown): Alert[] {
  const { data } = truncated.safeParse(storable(envelope));
  if (data === undefined) return [];
  const { truncatedAlerts: count, groupKey } = data;
  const group = beginningOf(groupKey, longestName);
  return [
    {
      status: "firing",
      node: unknownNode,
      // This text appears in every message to the operators, chat included. The key below puts later counts
      // into the same incident.
      alarm: `監視ツールの通知から${count}件の警報が省略されました`,
      level: "high",
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
