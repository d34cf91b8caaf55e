import i18next from "i18next";
import type { Contact } from "../api/types.ts";
import { isolated } from "./isolated.ts";

/** `toban` is the engine, `customer:NAME` somebody of the customer's; all others are people of the centre. */
export function personName(actor: string): string {
  if (actor === "toban") return i18next.t("incident:history.engine");
  if (!actor.startsWith("customer:")) return isolated(actor);
  return i18next.t("incident:history.customersPerson", { name: actor.slice("customer:".length) });
}

/** A contact's name; its id where the contacts are not known, as to the customer's own people. */
export const contactName = (contacts: readonly Contact[], id: string): string =>
  contacts.find((contact) => contact.id === id)?.name ?? id;
