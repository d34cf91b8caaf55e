import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import type { OfferedRunbooks } from "../../../domain/customers/offeredRunbooks.ts";
import { targetOfNode, targetPath } from "../../../domain/customers/targets.ts";
import type { RunbookKind } from "../../../domain/runbooks/tree.ts";
import type { Desk } from "./schemas.ts";

/** The runbooks of one kind, with the parameters each takes. */
export const offeredOf = (runbooks: OfferedRunbooks, kind: RunbookKind): Desk["runbooks"]["offered"] =>
  [...runbooks].flatMap(([id, known]) =>
    known.kind === kind ? [{ id, title: known.title, params: [...known.params] }] : [],
  );

/**
 * The runbooks that an operator may start for an incident, with the values from its rule and its customer's
 * file.
 */
export function runbooksAtHand(
  runbooks: OfferedRunbooks,
  configuration: CustomerConfiguration | null,
  { rule, system, node }: { rule: string | null; system: string | null; node: string },
): Desk["runbooks"] {
  const offered = offeredOf(runbooks, "primary");
  if (configuration === null) return { offered, ofRule: null, target: null, targets: [] };
  const { firstResponse = null } = configuration.rules.find(({ name }) => name === rule) ?? {};
  const target = targetOfNode(configuration, system, node);
  return {
    offered,
    ofRule: firstResponse && { runbook: firstResponse.runbook, with: firstResponse.with },
    target: target && targetPath(target),
    targets: Object.entries(configuration.systems).flatMap(([id, { targets }]) =>
      Object.keys(targets).map((each) => targetPath({ system: id, target: each })),
    ),
  };
}
