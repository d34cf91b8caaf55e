import { z } from "zod";
import { fields, optional } from "../customerFields.ts";
import { type ChatDestination, chatKinds, chats } from "../messages/chat/registry.ts";

/** A chat destination is one way, to one place (R2.7.1); checks/chat.ts makes sure that it is exactly one. */
export const chatDestination = fields(
  Object.fromEntries(chatKinds.map((kind) => [kind, optional(chats[kind].fields)])),
).transform((given): ChatDestination => {
  const kind = chatKinds.find((one) => given[one] != null);
  if (kind === undefined) return z.NEVER;
  return { kind, ...given[kind] } as ChatDestination;
});
