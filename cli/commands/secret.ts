import { Command } from "commander";
import type { Run } from "../run.ts";

const acts = () => import("../acts/secret.ts");

export function secretCommand(run: Run): Command {
  const set = new Command("set")
    .description("Store a credential from standard input, encrypted; a file names it as secret:NAME.")
    .argument("<customer>", "the customer's id; its file may be imported later")
    .argument("<name>", "the NAME of secret:NAME")
    .addHelpText(
      "after",
      `
One line end after the value is cut, except from a PEM key. Setting it again replaces it.

Examples:
  toban secret set acme web01-key < ~/.ssh/web01
  printf %s "$URL" | npm run --silent toban -- secret set acme teams-url`,
    )
    .action(run(async () => (await acts()).storeSecret));
  const rotate = new Command("rotate")
    .description("Encrypt all secrets of all customers, and people's second factors, under the first key.")
    .addHelpText(
      "after",
      `
TOBAN_ENCRYPTION_KEYS here and at every API and worker must begin with the new key and still hold the
old ones: docs/running.md says in which order. All is done, or nothing; it may be repeated.`,
    )
    .action(run(async () => (await acts()).rotateKeys));
  return new Command("secret")
    .description("Manage the credentials that customers' files name.")
    .addCommand(set)
    .addCommand(rotate);
}
