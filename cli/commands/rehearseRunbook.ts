import { Command } from "commander";
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
import { userName } from "../userName.ts";

interface Options {
  customer: string;
  target: string;
  node?: string;
  with: Record<string, string>;
}

export function rehearseCommand(context: CommandContext): Command {
  return new Command("rehearse")
    .description(
      "Run every check of a runbook on the real target and say what each act would do. Changes nothing.",
    )
    .argument("<id>", "the runbook's id")
    .requiredOption("--customer <customer>", "the customer's id in its file")
    .requiredOption("--target <target>", "the target's name, or SYSTEM/TARGET if two systems have it")
    .option("--node <node>", "which instance of an auto-scaled target: its id or address")
    .option(
      "--with <name=value>",
      "a parameter, overriding the one in the customer's rule; repeatable",
      addPair,
      {},
    )
    .addHelpText(
      "after",
      `
The written result (手順書リハーサル) goes to standard output as Markdown.
Exit code 1: a check could not be asked.

Example:
  toban runbooks rehearse restart-service --customer acme --target shop/web01 > リハーサル.md`,
    )
    .action((id: string, options: Options) => rehearseRunbook(context, id, options));
}

async function rehearseRunbook(context: CommandContext, id: string, options: Options): Promise<void> {
  const known = findRunbook(await context.catalogue(), id);
  const { customer, node = null } = options;
  await context.withDatabase(async (db) => {
    const current = await currentConfiguration(db, customer);
    if (current === null) throw new DomainError("no_customer", `There is no customer "${customer}".`);
    const { configuration } = current;
    const name = oneTarget(configuration, options.target);
    const params = readParams(known, configuration, options.with);
    // The code that reaches targets takes a while to load; other commands must not wait for it.
    const { rehearsed } = await import("../rehearsal.ts");
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

function addPair(pair: string, pairs: Record<string, string>): Record<string, string> {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined || value === undefined)
    throw new DomainError("bad_pair", `--with takes name=value, not "${pair}".`);
  return { ...pairs, [name]: value };
}
