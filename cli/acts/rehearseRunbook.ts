import { currentConfiguration } from "../../db/customers/customers.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { targetPath } from "../../domain/customers/targets.ts";
import { DomainError } from "../../domain/errors.ts";
import { isSound, rehearsalReport } from "../../domain/runbooks/rehearsal.ts";
import { say } from "../../domain/say.ts";
import { findRunbook, type KnownRunbook, mistakesIn } from "../../runbooks/catalogue.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { InputRefused } from "../failure.ts";
import { oneTarget } from "../oneTarget.ts";
import { rehearsed } from "../rehearsal.ts";
import { userName } from "../userName.ts";

interface Options {
  customer: string;
  target: string;
  node?: string;
  /** Each `name=value`. */
  with: string[];
}

export async function rehearseRunbook(context: CommandContext, id: string, options: Options): Promise<void> {
  const given = pairsOf(options.with);
  const known = findRunbook(await context.catalogue(), id);
  const { customer, node = null } = options;
  await context.withDatabase(async (db) => {
    const current = await currentConfiguration(db, customer);
    if (current === null) throw new DomainError("no_customer", `There is no customer "${customer}".`);
    const { configuration } = current;
    const name = oneTarget(configuration, options.target);
    const params = readParams(known, configuration, given);
    const asked = {
      action: "rehearse-runbook",
      customer,
      detail: { runbook: id, target: targetPath(name), params },
    };
    const startedAt = context.now();
    const done = await audited(db, { ...asked, at: startedAt }, () =>
      rehearsed({ context, db, configuration, name, node, tree: known.tree, params }),
    );
    const { name: customerName, timezone } = configuration;
    const rehearsal = { ...done, customerName, timezone, by: userName(), startedAt };
    context.answer(rehearsalReport(rehearsal));
    if (!isSound(rehearsal)) throw new InputRefused();
  });
}

/**
 * The parameters of the first rule that names the runbook, overridden by the ones given. Throws every mistake
 * at once.
 */
function readParams(
  { tree, params }: KnownRunbook,
  { rules }: CustomerConfiguration,
  given: Record<string, string>,
): Record<string, string> {
  const rule = rules.find(({ firstResponse }) => firstResponse?.runbook === tree.id);
  const typed = Object.entries(given).map(([name, value]) => [name, asTyped(params.shape[name], value)]);
  const wanted = { ...rule?.firstResponse?.with, ...Object.fromEntries(typed) };
  const mistakes = mistakesIn(params, wanted);
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ path, message }) => `--with ${path}: ${say(message, "en")}`);
    throw new DomainError("bad_parameters", lines.join("\n"));
  }
  return Object.fromEntries(
    Object.entries(params.parse(wanted)).map(([name, value]) => [name, String(value)]),
  );
}

/** A command line holds only text: turns it into a number if the parameter is one. */
const asTyped = (
  type: KnownRunbook["params"]["shape"][string] | undefined,
  value: string,
): string | number => (/^\d+$/.test(value) && type?.safeParse(Number(value)).success ? Number(value) : value);

function pairsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined || value === undefined)
        throw new DomainError("bad_pair", `--with takes name=value, not "${pair}".`);
      return [name, value];
    }),
  );
}
