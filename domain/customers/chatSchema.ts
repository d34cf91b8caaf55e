import { z } from "zod";
import type { ChatDestination } from "./configuration.ts";
import { fields, list, optional, pattern, readSecretName, withDefault } from "./fields.ts";

const mentionsExpected = "expected a list of accounts";

const slack = fields({
  channel: pattern(/^[\w-]+$/, "expected a Slack channel's id such as C0123"),
  mention: withDefault(
    list(
      pattern(/^(?:[UW][A-Z0-9]+|here|channel)$/, "expected a Slack id such as U0456, or here or channel"),
      mentionsExpected,
    ),
    [],
  ),
});

const chatwork = fields({
  room: pattern(/^\d+$/, "expected a Chatwork room's number"),
  mention: withDefault(list(pattern(/^\d+$/, "expected a Chatwork account's number"), mentionsExpected), []),
});

const urlExpected = "expected secret:NAME or an https address";

const teams = fields({
  url: z.string(urlExpected).transform((value, context) => {
    const name = readSecretName(value);
    if (name !== null) return { secret: name };
    if (isWebhook(value)) return value;
    context.addIssue({ code: "custom", message: urlExpected });
    return z.NEVER;
  }),
});

/** As it is sent: what is not plain would be read as something else on its way. */
export const isWebhook = (value: string): boolean =>
  /^https?:\/\/[!-~]+$/i.test(value) && URL.parse(value) !== null;

/** Chat is one way, to one place each (R2.7.1); checks/chat.ts sees that it is exactly one. */
export const chatDestination = fields({
  slack: optional(slack),
  chatwork: optional(chatwork),
  teams: optional(teams),
}).transform((given): ChatDestination => {
  if (given.slack !== null) return { kind: "slack", ...given.slack };
  if (given.chatwork !== null) return { kind: "chatwork", ...given.chatwork };
  return { kind: "teams", url: given.teams?.url ?? "" };
});
