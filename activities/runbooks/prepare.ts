import { randomUUID } from "node:crypto";
import { configurationVersion } from "../../db/customers/customers.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { actorName } from "../../db/people/actors.ts";
import { addAutomaticRun, addRun, type RunRow, runOfStep } from "../../db/runbooks/runbookRuns.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { type CustomerConfiguration, usualRunsPerHour } from "../../domain/customers/configuration.ts";
import { notAllowed } from "../../domain/customers/givenByHand.ts";
import { planIncludes } from "../../domain/customers/plan.ts";
import { type TargetName, targetOfNode, targetPath, targetsCalled } from "../../domain/customers/targets.ts";
import { engine } from "../../domain/people/actor.ts";
import type { Values } from "../../domain/runbooks/argument.ts";
import { runbookEvents } from "../../domain/runbooks/events.ts";
import { fillRunbook, placesOf } from "../../domain/runbooks/fill.ts";
import { runTexts, refusedRunTexts as texts } from "../../domain/runbooks/runTexts.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { type KnownRunbook, mistakesIn } from "../../runbooks/catalogue.ts";
import type { ActivityDeps } from "../deps.ts";
import { reasonOf } from "../remote/target/faultWords.ts";
import { instanceNow } from "../remote/target/instanceNow.ts";
import { targetValues } from "../remote/target/reach.ts";
import type { PreparedRun, RunOrder } from "./contract.ts";
import { wayTo } from "./ways.ts";

/** Why it cannot run, and the faulty part of the order. */
class NotRun extends Error {
  readonly state: "refused" | "skipped";
  readonly why: Text;
  readonly field: string | null;

  constructor(why: Text, field: string | null = null, state: "refused" | "skipped" = "refused") {
    super(state);
    this.why = why;
    this.state = state;
    this.field = field;
  }
}

const capabilities = { primary: "primaryResponse", secondary: "secondaryResponse" } as const;

/** A secondary response begins when its time comes, perhaps long after somebody ordered it. */
const startOf = ({ incident, kind, at }: RunOrder) =>
  kind === "secondary"
    ? ({ incident, actions: ["beginSecondary"], at: null } as const)
    : ({ incident, actions: ["startRunbook"], at: new Date(at) } as const);

/**
 * Finds and records every mistake before the target is touched: the plan (R1.5b), the runbook and its
 * parameters, and whether the target is under contract.
 */
export async function prepareRun(
  deps: ActivityDeps,
  order: RunOrder,
  signal: AbortSignal,
): Promise<PreparedRun> {
  const { incident } = await readIncidentContext(deps.db, order.incident);
  const { customer, version } = incident;
  if (customer === null || version === null) throw new Error(`incident ${order.incident} has no customer`);
  const configuration = await configurationVersion(deps.db, version);
  const startedBy = order.actor === null ? engine : await actorName(deps.db, order.actor, startOf(order));
  const base = {
    id: randomUUID(),
    incident: order.incident,
    customer,
    version,
    step: order.step,
    runbook: order.runbook,
    startedBy,
    startedAt: new Date(order.at),
  };
  // On a repeat the first result stays valid, even if the target answers differently now.
  const before = await runOfStep(deps.db, order.incident, order.step);
  if (before !== null) return answerOf(before);
  try {
    const known = runbookOf(deps, configuration, order);
    const params = parametersOf(known, order.with);
    const target = targetOf(configuration, incident, order.target);
    mustBeAllowed(order, known, params, configuration, target);
    const found = await foundNow(deps, configuration, target, incident.node, signal);
    const values = { params, target: { ...targetValues(configuration, target), ...found } };
    mustBeKnown(known.tree, values, target);
    return answerOf(
      await begunRow(deps, order, {
        ...base,
        ...target,
        tree: pinnedTree(fillRunbook(known.tree, values), configuration, incident),
        host: found?.host ?? null,
        instance: found?.instance ?? null,
        state: "running",
      }),
    );
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    const { state, field, why } = error;
    const { row } = await addRun(deps.db, { ...base, state, why, endedAt: new Date(order.at) });
    await tellNotRun(deps, row, why);
    const answer = answerOf(row);
    return answer.result === "ready" ? answer : { ...answer, field };
  }
}

/** Limits automatic runs: neither a flapping alarm nor a stolen intake key may restart a server endlessly. */
async function begunRow(
  { db }: ActivityDeps,
  { actor, kind, maxPerHour: most = usualRunsPerHour }: RunOrder,
  row: Parameters<typeof addAutomaticRun>[1],
): Promise<RunRow> {
  if (actor !== null || kind !== "primary") return (await addRun(db, row)).row;
  const added = await addAutomaticRun(db, row, most);
  if (added !== null) return added;
  throw new NotRun(texts.oftenEnough({ target: targetPath(row), times: most }), null, "skipped");
}

/** An alarm that never recovers gives no recovery to wait for; the runbook's own check decides. */
function pinnedTree(
  tree: Runbook,
  { rules }: CustomerConfiguration,
  incident: { rule: string | null },
): Runbook {
  const rule = rules.find(({ name }) => name === incident.rule);
  return (rule?.closeAfterMinutes ?? null) === null ? tree : { ...tree, recoveryWaitSeconds: 0 };
}

const answerOf = (row: RunRow): PreparedRun =>
  row.state === "refused" || row.state === "skipped"
    ? { result: row.state, run: row.id, runbook: row.runbook, why: row.why ?? "", field: null }
    : {
        result: "ready",
        run: row.id,
        customer: row.customer,
        system: row.system!,
        target: row.target!,
        runbook: row.tree!,
      };

async function tellNotRun(deps: ActivityDeps, row: RunRow, why: Text): Promise<void> {
  const text = (row.state === "skipped" ? runTexts.skipped : runTexts.refused)({ runbook: row.runbook, why });
  const { incident, startedAt: at, startedBy: actor, id, state } = row;
  const event = runbookEvents.ended({ state, why: text });
  await tellTimeline(deps.db, [{ incident, at, actor, event, fact: `run/${id}/end` }]);
}

function runbookOf(deps: ActivityDeps, { plan }: CustomerConfiguration, order: RunOrder): KnownRunbook {
  const capability = capabilities[order.kind];
  if (!planIncludes(plan, capability))
    throw new NotRun(texts.planExcludes({ plan, capability }), null, "skipped");
  const known = deps.runbooks.catalogue.get(order.runbook);
  if (known === undefined) throw new NotRun(texts.unknownRunbook({ runbook: order.runbook }), "runbook");
  if (known.tree.kind !== order.kind)
    throw new NotRun(texts.wrongKind({ runbook: order.runbook, capability }), "runbook");
  return known;
}

function parametersOf({ params }: KnownRunbook, given: Record<string, unknown>): Values["params"] {
  const [mistake] = mistakesIn(params, given);
  if (mistake !== undefined)
    throw new NotRun(
      texts.badParameter({ name: mistake.path, why: mistake.message }),
      ["with", mistake.path].filter((part) => part !== "").join("."),
    );
  return Object.fromEntries(
    Object.entries(params.parse(given)).map(([name, value]) => [name, String(value)]),
  );
}

/** A rule's parameters are agreed. Those given by people must be within the target's `allow`. */
function mustBeAllowed(
  { runbook, actor, kind }: RunOrder,
  { tree }: KnownRunbook,
  given: Values["params"],
  configuration: CustomerConfiguration,
  target: TargetName,
): void {
  if (actor === null && kind === "primary") return;
  const [outside] = notAllowed({ runbook, params: tree.params, given }, configuration, target);
  if (outside !== undefined)
    throw new NotRun(
      texts.badParameter({ name: outside.path, why: outside.message }),
      `with.${outside.path}`,
    );
}

function targetOf(
  configuration: CustomerConfiguration,
  { system, node }: { system: string | null; node: string },
  called: string | null,
): TargetName {
  if (called === null) {
    const named = targetOfNode(configuration, system, node);
    if (named === null) throw new NotRun(texts.noTarget({ node }), "target");
    return named;
  }
  const [found, ...others] = targetsCalled(configuration, called);
  if (found === undefined) throw new NotRun(texts.noTarget({ node: called }), "target");
  if (others.length > 0) throw new NotRun(texts.ambiguous({ target: called }), "target");
  return found;
}

/** Finds the instance that is the target now, if autoscaling replaces it; the alert's node may choose one. */
async function foundNow(
  deps: ActivityDeps,
  configuration: CustomerConfiguration,
  name: TargetName,
  node: string,
  signal: AbortSignal,
): Promise<{ host: string; instance: string } | null> {
  if (configuration.systems[name.system]?.targets[name.target]?.autoscale !== true) return null;
  const bound = { customer: configuration.customer, ...name, host: null, instance: null };
  const way = await wayTo(deps, configuration, bound, signal);
  try {
    return await instanceNow(way, name, node, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new NotRun(reasonOf(error));
  } finally {
    await way.close();
  }
}

function mustBeKnown(tree: Runbook, values: Values, name: TargetName): void {
  for (const place of placesOf(tree)) {
    if (!("target" in place) || values.target[place.target] !== undefined) continue;
    throw new NotRun(texts.noValue({ target: targetPath(name), what: place.target }), "target");
  }
}
