import { Command } from "commander";
import type { Run } from "../run.ts";
import { rehearseCommand } from "./rehearseRunbook.ts";

const acts = () => import("../acts/runbooks.ts");

export function runbooksCommand(run: Run): Command {
  const show = new Command("show")
    .description("Print a runbook's procedure (手順書) as Markdown, fit to send to a customer.")
    .argument("<id>", "the runbook's id")
    .action(run(async () => (await acts()).showRunbook));
  const check = new Command("check")
    .description("Check every runbook: its form, its criteria, its undos, and that it ends in time.")
    .action(run(async () => (await acts()).checkRunbooks));
  const create = new Command("new")
    .description("Create the file of a new runbook, with its test, to fill in.")
    .argument("<name>", "its id, a verb and its object in kebab-case: restart-queue")
    .option("--secondary", "a secondary response, agreed with the customer each time")
    .action(run(async () => (await acts()).createRunbook));
  return new Command("runbooks")
    .description("List the runbooks that customers' rules may name, with the longest each may take.")
    .option("--json", "as JSON, for programs")
    .addCommand(show)
    .addCommand(check)
    .addCommand(create)
    .addCommand(rehearseCommand(run))
    .addHelpText(
      "after",
      `
Examples:
  toban runbooks
  toban runbooks show restart-service > 手順書.md
  toban runbooks new restart-queue && toban runbooks check`,
    )
    .action(run(async () => (await acts()).listRunbooks));
}
