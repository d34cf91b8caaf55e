import { createHash, createHmac, hkdfSync } from "node:crypto";
import { canonicalProposal, type Proposal } from "../../domain/secondary/record.ts";

/**
 * The key for approval links, from the vault's first key, so that there is no second secret to keep. After a
 * rotation a reminder brings a new link, and earlier links still open.
 */
export const approvalKey = (keys: readonly { key: Buffer }[]): Buffer => {
  const [current] = keys;
  if (current === undefined) throw new Error("there is no key to make links with");
  return Buffer.from(hkdfSync("sha256", current.key, "", "toban approval links", 32));
};

/** SHA-256 of what a link agrees to. */
export const proposalDigest = (proposal: Proposal): string =>
  createHash("sha256").update(canonicalProposal(proposal)).digest("hex");

/**
 * The link's secret part, 256 bits. It is always the same for one recipient and proposal, so that a mail sent
 * again is the same mail, and only its hash is stored.
 */
export const approvalToken = (
  key: Buffer,
  { secondary, recipient, digest }: { secondary: number; recipient: string; digest: string },
): string =>
  createHmac("sha256", key)
    .update(JSON.stringify([secondary, recipient, digest]))
    .digest("base64url");

/** The stored form of a token. */
export const approvalTokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The format of a token; anything else is rejected without a query. */
export const isApprovalToken = (text: string): boolean => /^[\w-]{43}$/.test(text);
