import { IANAZone } from "luxon";
import { z } from "zod";
import { sourceKinds } from "../alerts/alert.ts";
import { levels } from "../alerts/level.ts";
import {
  fields,
  list,
  longText,
  mail,
  named,
  oneOf,
  optional,
  phone,
  text,
  withDefault,
} from "../customerFields.ts";
import { type ChatDestination, chatKinds, chats } from "../messages/chat/registry.ts";
import { parseClosedDays } from "./calendar/closedDays.ts";
import { parseWeeklyHours } from "./calendar/weeklyHours.ts";
import type { CustomerConfiguration } from "./configuration.ts";
import { customerIdPattern } from "./identifiers.ts";
import { plans } from "./plan.ts";
import { rules } from "./ruleSchema.ts";
import { systems } from "./systemSchema.ts";

const hoursExpected = 'expected weekly hours such as "Mon-Fri 09:00-18:00, Sat 09:00-12:00"';
const closedExpected = 'expected a date or two, such as "2026-12-29" or "2026-12-29/2027-01-03"';

/** A chat destination is one way, to one place (R2.7.1); checks/chat.ts makes sure that it is exactly one. */
const chatDestination = fields(
  Object.fromEntries(chatKinds.map((kind) => [kind, optional(chats[kind].fields)])),
).transform((given): ChatDestination => {
  const kind = chatKinds.find((one) => given[one] != null);
  if (kind === undefined) return z.NEVER;
  return { kind, ...given[kind] } as ChatDestination;
});

const calendar = fields({
  businessHours: withDefault(
    z.string(hoursExpected).refine((value) => parseWeeklyHours(value) !== null, hoursExpected),
    "Mon-Fri 09:00-18:00",
  ),
  holidays: withDefault(oneOf(["japan", "none"]), "japan" as const),
  closed: withDefault(
    list(
      z.string(closedExpected).refine((value) => parseClosedDays(value) !== null, closedExpected),
      "expected a list of dates",
    ),
    [],
  ),
});

const contact = fields({
  name: text("expected a person's name"),
  reading: optional(text("expected how the name is read")),
  company: optional(text("expected a company's name")),
  phone: optional(phone),
  mail: optional(mail),
});

const condition = fields({
  subject: optional(longText),
  body: optional(longText),
  level: optional(oneOf(levels)),
  firing: withDefault(list(longText, "expected a list of words"), []),
  recovered: withDefault(list(longText, "expected a list of words"), []),
});

const source = fields({
  kind: withDefault(oneOf(sourceKinds), "native" as const),
  match: withDefault(list(condition, "expected a list of conditions"), []),
});

const zoneExpected = "expected a time zone such as Asia/Tokyo";
const idExpected = "expected an id of letters, digits, -, _ and .";

/** A customer's file, field by field; the rules between fields are in checks/. */
export const customerSchema: z.ZodType<CustomerConfiguration> = fields({
  customer: z.string(idExpected).regex(customerIdPattern, idExpected),
  name: text("expected the customer's name"),
  plan: oneOf(plans),
  timezone: withDefault(
    z.string(zoneExpected).refine((value) => IANAZone.isValidZone(value), zoneExpected),
    "Asia/Tokyo",
  ),
  calendar: withDefault(calendar, {
    businessHours: "Mon-Fri 09:00-18:00",
    holidays: "japan" as const,
    closed: [],
  }),
  contacts: named("contacts", contact),
  chat: named("chat destinations", chatDestination),
  sources: named("sources", source),
  systems,
  rules,
});
