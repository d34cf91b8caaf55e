import type { Queryable } from "../connect.ts";
import { eq } from "../drizzle.ts";
import { approvalLinks, secondaryResponses } from "../schema/index.ts";
import { approvalTokenHash, proposalDigest } from "./linkKeys.ts";
import type { SecondaryRow } from "./secondary.ts";

/** Records that a link opens this proposal; repeated, it stays one row. */
export async function issueApprovalLink(
  db: Queryable,
  link: { token: string; secondary: number; recipient: string; digest: string; at: Date },
): Promise<void> {
  const { token, at: issuedAt, ...about } = link;
  await db
    .insert(approvalLinks)
    .values({ tokenHash: approvalTokenHash(token), issuedAt, ...about })
    .onConflictDoNothing();
}

/** `altered`: the proposal has changed since the link was sent. */
export type OpenedLink =
  | { is: "unknown" }
  | { is: "altered"; row: SecondaryRow }
  | { is: "open"; row: SecondaryRow; recipient: string; digest: string };

export async function openApprovalLink(db: Queryable, token: string): Promise<OpenedLink> {
  const [found] = await db
    .select({ link: approvalLinks, row: secondaryResponses })
    .from(approvalLinks)
    .innerJoin(secondaryResponses, eq(secondaryResponses.id, approvalLinks.secondary))
    .where(eq(approvalLinks.tokenHash, approvalTokenHash(token)));
  if (found === undefined) return { is: "unknown" };
  const { link, row } = found;
  if (proposalDigest(row.record.proposal) !== link.digest) return { is: "altered", row };
  return { is: "open", row, recipient: link.recipient, digest: link.digest };
}
