import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import { notAllowed } from "../../../domain/customers/givenByHand.ts";
import { planIncludes } from "../../../domain/customers/plan.ts";
import { type TargetName, targetOfNode, targetsCalled } from "../../../domain/customers/targets.ts";
import { DomainError } from "../../../domain/errors.ts";
import { refusedRunTexts as texts } from "../../../domain/runbooks/runTexts.ts";
import { invalid, invalidInput } from "../../http/invalidInput.ts";
import type { OrderContext } from "./orders.ts";

type Context = Pick<OrderContext, "configuration" | "rule" | "runbooks" | "node" | "system">;

interface RunbookOrder {
  runbook: string;
  target?: string | undefined;
  with: Record<string, unknown>;
}

/** The parameters that the rule fills in, if it names this runbook. */
export function parametersOfRule(runbook: string, { configuration, rule }: Context): Record<string, unknown> {
  const ofRule = configuration?.rules.find(({ name }) => name === rule)?.firstResponse ?? null;
  return ofRule?.runbook === runbook ? ofRule.with : {};
}

/**
 * Throws what is wrong with a field, or that the plan does not include this (R1.5b). The workflow checks it
 * all again.
 */
export function mustBeRunnable(order: RunbookOrder, context: Context): void {
  const { configuration, runbooks } = context;
  const capability = "primaryResponse";
  // Without a customer the workflow refuses it.
  if (configuration === null) return;
  const { plan } = configuration;
  if (!planIncludes(plan, capability))
    throw new DomainError("plan_excludes", texts.planExcludes({ plan, capability }));
  const known = runbooks.get(order.runbook);
  if (known === undefined) throw invalid("runbook", texts.unknownRunbook({ runbook: order.runbook }));
  if (known.kind !== "primary")
    throw invalid("runbook", texts.wrongKind({ runbook: order.runbook, capability }));
  const mistakes = known.mistakesIn(order.with);
  if (mistakes.length > 0)
    throw invalidInput(
      mistakes.map(({ path, message }) => ({ path: path === "" ? "with" : `with.${path}`, message })),
    );
  const target = targetOf(order.target, context, configuration);
  const given = { runbook: order.runbook, params: known.params, given: order.with };
  const outside = notAllowed(given, configuration, target);
  if (outside.length > 0) throw invalidInput(outside.map((one) => ({ ...one, path: `with.${one.path}` })));
}

function targetOf(
  called: string | undefined,
  { system, node }: Context,
  configuration: CustomerConfiguration,
): TargetName {
  if (called === undefined) {
    const own = targetOfNode(configuration, system, node);
    if (own === null) throw invalid("target", texts.noTarget({ node }));
    return own;
  }
  const [found, ...others] = targetsCalled(configuration, called);
  if (found === undefined) throw invalid("target", texts.noTarget({ node: called }));
  if (others.length > 0) throw invalid("target", texts.ambiguous({ target: called }));
  return found;
}
