import type { CustomerAnswer } from "../../../api/types.ts";

/** Who is tested: contacts and chats by id, calls in the order in which they are rung. */
export interface Selection {
  mail: readonly string[];
  chats: readonly string[];
  calls: readonly string[];
}

const nobody: Selection = { mail: [], chats: [], calls: [] };

/** The real lists of a rule, without those who have no address or number; empty if no rule is named. */
export function selectionOf(
  customer: Pick<CustomerAnswer, "rules" | "contacts">,
  name: string | null,
): Selection {
  const rule = customer.rules.find((one) => one.name === name);
  if (rule === undefined) return nobody;
  const has = (kind: "mail" | "phone") => (id: string) =>
    customer.contacts.some((contact) => contact.id === id && contact[kind] !== null);
  return {
    mail: unique(rule.mail.filter(has("mail"))),
    chats: unique(rule.chats),
    calls: unique(rule.calls.filter(has("phone"))),
  };
}

export const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

export const isNobody = ({ mail, chats, calls }: Selection): boolean =>
  mail.length + chats.length + calls.length === 0;

/** A person who gets both mail and a call counts once. */
export const peopleIn = ({ mail, calls }: Selection): number => new Set([...mail, ...calls]).size;

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
