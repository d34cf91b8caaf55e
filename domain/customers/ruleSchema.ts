import { z } from "zod";
import { levels } from "../alerts/level.ts";
import {
  fields,
  list,
  longText,
  machineName,
  minutes,
  minutesOrNever,
  oneOf,
  optional,
  text,
  whole,
  withDefault,
} from "../customerFields.ts";
import { type Escalation, type Notify, type Rule, usualRunsPerHour } from "./configuration.ts";

const contactIds = list(z.string("expected a contact's id"), "expected a list of contacts");
const chatIds = list(
  z.string("expected an id of a chat destination"),
  "expected a list of chat destinations",
);
const someContacts = contactIds.min(1, "expected a list with at least one contact");
const glob = z.string("expected text, * for any");

const match = fields({
  system: optional(glob),
  node: optional(glob),
  alarm: optional(glob),
  level: withDefault(list(oneOf(levels), "expected a list such as [high]"), []),
  time: optional(oneOf(["businessHours", "afterHours"])),
});

const call = fields({
  mode: withDefault(oneOf(["sequential", "simultaneous"]), "sequential" as const),
  list: someContacts,
  skipMinutes: withDefault(whole("whole minutes", 3, 1440), 60),
  retries: withDefault(whole("a whole number of retries", 0, 10), 0),
  ringSeconds: withDefault(whole("whole seconds", 1, 180), 30),
});

const notify = fields({
  mail: optional(
    fields({
      to: someContacts,
      template: optional(fields({ subject: optional(longText), body: optional(longText) })),
    }),
  ),
  chat: withDefault(chatIds, []),
  call: optional(call),
}).transform((given): Notify | null =>
  given.mail === null && given.chat.length === 0 && given.call === null ? null : given,
);

const firstResponse = fields({
  runbook: machineName(/^[!-~]+$/, "expected a runbook's id"),
  with: withDefault(
    z.record(z.string(), z.json("expected a plain value"), "expected a mapping of parameters"),
    {},
  ),
  start: withDefault(oneOf(["automatic", "operator"]), "automatic" as const),
  maxPerHour: withDefault(whole("a whole number of runs", 1, 12), usualRunsPerHour),
});

const escalation = fields({
  afterMinutes: optional(minutes),
  mail: optional(fields({ to: someContacts })),
  operatorCalls: optional(
    fields({
      businessHours: withDefault(contactIds, []),
      afterHours: withDefault(contactIds, []),
      mail: optional(fields({ to: someContacts })),
    }),
  ),
}).transform((given): Escalation | null =>
  given.mail === null && given.operatorCalls === null ? null : given,
);

const rule = fields({
  name: optional(text("expected the rule's name")),
  match: withDefault(match, { system: null, node: null, alarm: null, level: [], time: null }),
  notify: optional(notify),
  repeatMinutes: withDefault(minutesOrNever, 30),
  closeAfterMinutes: optional(minutes),
  firstResponse: optional(firstResponse),
  escalation: optional(escalation),
});

const rulesExpected = "expected a list of rules, the last one with match: {}";

/** The first match wins (R5.1a). A rule without a name is named after its place. */
export const rules = list(rule, rulesExpected)
  .min(1, rulesExpected)
  .transform((given): Rule[] =>
    given.map((each, index) => ({ ...each, name: each.name ?? unnamedRule(index) })),
  );

export function unnamedRule(index: number): string {
  return `rule ${index + 1}`;
}
