import type { VisibleCustomers } from "../../db/incidents/incidents.ts";
import type { Person } from "../../db/people/tokens.ts";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";

/**
 * A customer's person sees only their own customers; operators and admins also see incidents without a
 * customer (RA4).
 */
export const visibleTo = (person: Person): VisibleCustomers =>
  person.role === "customer" ? person.customers : null;

/** Refuses a request for another customer by name, whether it exists or not. */
export function assertMayAskFor(person: Person, customer: string | undefined): void {
  const visible = visibleTo(person);
  if (customer !== undefined && visible !== null && !visible.includes(customer))
    throw new DomainError("forbidden", accessTexts.otherCustomer());
}
