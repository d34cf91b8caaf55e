import { currentConfiguration } from "../../db/customers/customers.ts";
import { externalIdMadeFor } from "../../db/customers/externalIds.ts";
import { DomainError } from "../../domain/errors.ts";
import type { CommandContext } from "../context.ts";

export async function printExternalId(context: CommandContext, customer: string): Promise<void> {
  const id = await context.withDatabase(async (db) => {
    if ((await currentConfiguration(db, customer)) === null)
      throw new DomainError("no_customer", `There is no customer "${customer}".`);
    return await externalIdMadeFor(db, customer, context.now());
  });
  context.answer(id);
}
