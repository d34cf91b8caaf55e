import { Command } from "commander";
import { procedureOf } from "../../domain/runbooks/procedure.ts";
import { worstCaseSeconds } from "../../domain/runbooks/worstCase.ts";
import { type Catalogue, findRunbook, type KnownRunbook } from "../../runbooks/catalogue.ts";
import type { CommandContext } from "../context.ts";
import { writeNewRunbook } from "./newRunbook.ts";
import { rehearseCommand } from "./rehearseRunbook.ts";

export function runbooksCommand(context: CommandContext): Command {
  const show = new Command("show")
    .description("Print a runbook's procedure (手順書) as Markdown, fit to send to a customer.")
    .argument("<id>", "the runbook's id")
    .action(async (id: string) =>
      context.answer(procedureOf(findRunbook(await context.catalogue(), id).tree).trimEnd()),
    );
  const check = new Command("check")
    .description("Check every runbook: its form, its criteria, its undos, and that it ends in time.")
    .action(async () => context.say(`${(await context.catalogue()).size} runbooks are sound.`));
  const create = new Command("new")
    .description("Create the file of a new runbook, with its test, to fill in.")
    .argument("<name>", "its id, a verb and its object in kebab-case: restart-queue")
    .option("--secondary", "a secondary response, agreed with the customer each time")
    .action((name: string, { secondary }: { secondary?: boolean }) => {
      for (const file of writeNewRunbook(name, secondary ? "secondary" : "primary")) context.answer(file);
    });
  return new Command("runbooks")
    .description("List the runbooks that customers' rules may name, with the longest each may take.")
    .option("--json", "as JSON, for programs")
    .addCommand(show)
    .addCommand(check)
    .addCommand(create)
    .addCommand(rehearseCommand(context))
    .addHelpText(
      "after",
      `
Examples:
  toban runbooks
  toban runbooks show restart-service > 手順書.md
  toban runbooks new restart-queue && toban runbooks check`,
    )
    .action(async ({ json }: { json?: boolean }) => {
      const catalogue = await context.catalogue();
      if (json) context.answer(JSON.stringify([...catalogue.values()].map(asJson), null, 2));
      else for (const line of table(catalogue)) context.answer(line);
    });
}

const asJson = ({ tree }: KnownRunbook) => ({
  id: tree.id,
  title: tree.title,
  kind: tree.kind,
  worstCaseSeconds: worstCaseSeconds(tree),
  params: tree.params,
});

/** `ID  worst case N min  title`, in columns. */
function table(catalogue: Catalogue): string[] {
  const longest = Math.max(...[...catalogue.keys()].map((id) => id.length));
  return [...catalogue.values()].map(({ tree }) => {
    const minutes = Math.ceil(worstCaseSeconds(tree) / 60);
    return `${tree.id.padEnd(longest)}  worst case ${String(minutes).padStart(2)} min  ${tree.title}`;
  });
}
