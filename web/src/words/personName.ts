import i18next from "i18next";
import { readActor } from "../../../domain/people/actor.ts";
import type { Contact } from "../api/types.ts";
import { isolated } from "./isolated.ts";

/** An actor as the console's reader knows them. */
export function personName(text: string): string {
  const actor = readActor(text);
  if (actor.kind === "engine") return i18next.t("incident:history.engine");
  if (actor.kind === "customer") return i18next.t("incident:history.customersPerson", { name: actor.name });
  return isolated(text);
}

/** A contact's name; its id if the contacts are not known, as for the customer's own people. */
export const contactName = (contacts: readonly Contact[], id: string): string =>
  contacts.find((contact) => contact.id === id)?.name ?? id;
