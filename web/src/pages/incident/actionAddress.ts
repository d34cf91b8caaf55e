import type { ActionPath } from "../../../../domain/incidents/actions/table.ts";
import type { SecondaryPath } from "../../../../domain/secondary/declarations.ts";

/** What is done: to the incident itself, or to one of its secondary responses, which have addresses of their own. */
export type ActionAddress = ActionPath | "seen" | "secondary" | SecondaryAddress;
type SecondaryAddress = `secondary/${number}/${OfSecondary}`;
/** `answer`: what its runbook asks. */
type OfSecondary = SecondaryPath | "answer";

export const addressOf = (incident: number, address: ActionAddress): string =>
  isOfSecondary(address) ? `/api/${address}` : `/api/incidents/${incident}/${address}`;

export const secondaryPathOf = (address: SecondaryAddress): OfSecondary =>
  address.slice(address.lastIndexOf("/") + 1) as OfSecondary;

export const isOfSecondary = (address: ActionAddress): address is SecondaryAddress =>
  address.startsWith("secondary/");
