import { known } from "./contacts.ts";
import { type Check, entries, has, inside, isMappingPlace, isThere, items } from "./place.ts";

const providers = ["slack", "chatwork", "teams"];

/** A destination is in one place, and rules name destinations that are there (R2.7.1). */
export const checkChat: Check = (file, findings) => {
  const chat = inside(file, "chat");
  for (const destination of entries(chat)) {
    const given = providers.filter((provider) => has(destination, provider));
    if (isMappingPlace(destination) && given.length !== 1)
      findings.fault(
        destination,
        `expected one of ${providers.join(", ")}, not ${given.join(" and ") || "none of them"}`,
      );
    const url = inside(destination, "teams", "url");
    if (typeof url.value === "string" && /^https?:/.test(url.value))
      findings.warn(url, "whoever knows this address can post there: keep it as secret:NAME");
  }
  if (isThere(chat) && !isMappingPlace(chat)) return;
  const ids = entries(chat).map(({ key }) => key);
  for (const rule of items(inside(file, "rules")))
    for (const item of items(inside(rule, "notify", "chat")))
      if (typeof item.value === "string" && !ids.includes(item.value))
        findings.fault(item, `there is no chat destination ${JSON.stringify(item.value)}${known(chat)}`);
};
