import type { CustomerConfiguration } from "../customers/configuration.ts";

/** Whom the rule's escalation mails, else whom the rule mails; those with an address. */
export function usualRecipients(
  { contacts, rules }: CustomerConfiguration,
  ruleName: string | null,
): string[] {
  const rule = rules.find(({ name }) => name === ruleName);
  const usual = rule?.escalation?.mail?.to ?? rule?.notify?.mail?.to ?? [];
  return usual.filter((contact) => contacts[contact]?.mail != null);
}
