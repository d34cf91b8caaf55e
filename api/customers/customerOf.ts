import type { Request } from "express";
import type { Database } from "../../db/connect.ts";
import { type CurrentConfiguration, currentConfiguration } from "../../db/customers/customers.ts";
import { customerFieldTexts as texts } from "../../domain/customers/fieldTexts.ts";
import { DomainError } from "../../domain/errors.ts";

/** The configuration in force of the customer in the address. */
export async function customerOf(db: Database, request: Request): Promise<CurrentConfiguration> {
  const customer = String(request.params.customer);
  const current = await currentConfiguration(db, customer);
  if (current === null) throw new DomainError("not_found", texts.unknownCustomer({ customer }));
  return current;
}
