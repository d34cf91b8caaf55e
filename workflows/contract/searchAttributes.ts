import { defineSearchAttributeKey } from "@temporalio/common";

export const searchAttributes = {
  customer: defineSearchAttributeKey("Customer", "KEYWORD"),
  system: defineSearchAttributeKey("System", "KEYWORD"),
  node: defineSearchAttributeKey("Node", "KEYWORD"),
  alarm: defineSearchAttributeKey("Alarm", "KEYWORD"),
  level: defineSearchAttributeKey("Level", "KEYWORD"),
  plan: defineSearchAttributeKey("Plan", "KEYWORD"),
  state: defineSearchAttributeKey("IncidentState", "KEYWORD"),
  deadline: defineSearchAttributeKey("SloDeadline", "DATETIME"),
  acknowledged: defineSearchAttributeKey("Acknowledged", "BOOL"),
};
