import { Command } from "commander";
import { collect } from "../collect.ts";
import type { Run } from "../run.ts";

export function rehearseCommand(run: Run): Command {
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
      collect,
      [],
    )
    .addHelpText(
      "after",
      `
The written result (手順書リハーサル) goes to standard output as Markdown.
Exit code 1: a check could not be asked.

Example:
  toban runbooks rehearse restart-service --customer acme --target shop/web01 > リハーサル.md`,
    )
    .action(run(async () => (await import("../acts/rehearseRunbook.ts")).rehearseRunbook));
}
