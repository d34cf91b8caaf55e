import { isWebhook } from "../../messages/chat/fields.ts";
import { chatKinds, webhookChatKinds } from "../../messages/chat/registry.ts";
import type { Path } from "../yamlSource.ts";
import { known } from "./contacts.ts";
import { type Check, entries, has, inside, isMappingPlace, isThere, items, type Place } from "./place.ts";

/** Each destination is in exactly one place, and rules name only destinations that exist (R2.7.1). */
export const checkChat: Check = (file, findings) => {
  const chat = inside(file, "chat");
  for (const destination of entries(chat)) {
    const given = chatKinds.filter((kind) => has(destination, kind));
    if (isMappingPlace(destination) && given.length !== 1)
      findings.fault(
        destination,
        `expected one of ${chatKinds.join(", ")}, not ${given.join(" and ") || "none of them"}`,
      );
  }
  for (const { path, url } of webhooksIn(file))
    findings.warn({ path, value: url }, "whoever knows this address can post there: keep it as secret:NAME");
  if (isThere(chat) && !isMappingPlace(chat)) return;
  const ids = entries(chat).map(({ key }) => key);
  for (const rule of items(inside(file, "rules")))
    for (const item of items(inside(rule, "notify", "chat")))
      if (typeof item.value === "string" && !ids.includes(item.value))
        findings.fault(item, `there is no chat destination ${JSON.stringify(item.value)}${known(chat)}`);
};

/** Every webhook whose address is written in the file. Only the network knows whether it may be reached. */
export function webhooksIn(file: Place): { url: string; path: Path }[] {
  const webhooks = entries(inside(file, "chat")).flatMap((destination) =>
    webhookChatKinds.map((kind) => inside(destination, kind, "url")),
  );
  return webhooks.flatMap(({ path, value }) =>
    typeof value === "string" && isWebhook(value) ? [{ path, url: value }] : [],
  );
}
