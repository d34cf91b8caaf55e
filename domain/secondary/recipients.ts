import type { CustomerConfiguration } from "../customers/configuration.ts";

/** Contacts with a mail address that the rule's escalation mails, or else that the rule itself mails. */
export function usualRecipients(
  { contacts, rules }: CustomerConfiguration,
  ruleName: string | null,
): string[] {
  const rule = rules.find(({ name }) => name === ruleName);
  const usual = rule?.escalation?.mail?.to ?? rule?.notify?.mail?.to ?? [];
  return usual.filter((contact) => contacts[contact]?.mail != null);
}
