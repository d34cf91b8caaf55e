import type { TellingContext } from "../../db/messages/tellingContext.ts";
import type { Contact, Rule } from "../../domain/customers/configuration.ts";
import type { Recipient } from "./deliverMail.ts";

export const ruleOf = ({ configuration }: TellingContext, name: string | null): Rule | null =>
  configuration?.rules.find((rule) => rule.name === name) ?? null;

export const contactOf = ({ configuration }: TellingContext, id: string): Contact | undefined =>
  configuration?.contacts[id];

/** Merges contacts that share an address into one recipient. */
export function recipients(context: TellingContext, contacts: readonly string[]): Recipient[] {
  const found = contacts.flatMap((id) => {
    const address = contactOf(context, id)?.mail ?? null;
    return address === null ? [] : [{ id, address }];
  });
  return found.filter((one, index) => found.findIndex((other) => other.address === one.address) === index);
}
