import { issueApprovalLink } from "../../../db/secondary/approvalLinks.ts";
import { proposalDigest } from "../../../db/secondary/linkKeys.ts";
import { findSecondary } from "../../../db/secondary/secondary.ts";
import type { Proposal } from "../../../domain/secondary/record.ts";
import type { TestApi } from "../../testApi.ts";

let links = 0;

/** A proposal to acme with the link that was sent to sato. */
export async function testLink(api: TestApi, version: number, given: Partial<Proposal> = {}) {
  const incident = await api.given.incident({ version, node: "<b>web01</b>" });
  const secondary = await api.given.secondary(incident, version, given);
  const row = await findSecondary(api.db, secondary, null);
  const digest = proposalDigest(row!.record.proposal);
  const token = `${"t".repeat(40)}${String(++links).padStart(3, "0")}`;
  const at = new Date("2026-11-22T03:27:15.000Z");
  await issueApprovalLink(api.db, { token, secondary, recipient: "sato", digest, at });
  return { token, secondary, incident, digest, url: `${api.url}/approve/${token}` };
}
