import { issueSourceKey } from "../../db/alerts/sourceKeys.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";

export async function issueKey(
  context: CommandContext,
  customer: string,
  source: string,
  options: { revoke?: boolean },
): Promise<void> {
  const wanted = { customer, source, revokeEarlier: options.revoke ?? false };
  const detail = { source, revokeEarlier: wanted.revokeEarlier };
  const asked = { action: "issue-source-key", customer, detail, at: context.now() };
  const key = await context.withDatabase((db) =>
    audited(db, asked, () => issueSourceKey(db, wanted, context.now())),
  );
  context.answer(key);
  if (wanted.revokeEarlier) context.say(`Earlier keys of ${customer} ${source} are revoked.`);
}
