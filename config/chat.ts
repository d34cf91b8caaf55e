import { z } from "zod";
import {
  apiUrlVariable,
  chats,
  type TokenChatKind,
  tokenChatKinds,
  tokenVariable,
} from "../domain/messages/chat/registry.ts";
import { httpAddress } from "./formats.ts";

type ChatVariable =
  | ReturnType<typeof tokenVariable<TokenChatKind>>
  | ReturnType<typeof apiUrlVariable<TokenChatKind>>;

/** `SLACK_TOKEN`, `SLACK_API_URL` and so on, for every chat that has one token for all its rooms. */
export const chatVariables = Object.fromEntries(
  tokenChatKinds.flatMap((kind) => [
    [tokenVariable(kind), z.string().optional()],
    [apiUrlVariable(kind), httpAddress.default(chats[kind].apiUrl)],
  ]),
) as Record<ChatVariable, z.ZodType<string | undefined>>;

/** null: no token is set for it. */
export function chatSettings(values: Partial<Record<ChatVariable, string | undefined>>) {
  const settings = tokenChatKinds.map((kind) => {
    const token = values[tokenVariable(kind)];
    const apiUrl = values[apiUrlVariable(kind)] ?? chats[kind].apiUrl;
    return [kind, token === undefined ? null : { token, apiUrl }];
  });
  return Object.fromEntries(settings) as Record<TokenChatKind, { token: string; apiUrl: string } | null>;
}
