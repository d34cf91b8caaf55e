import { Command } from "commander";
import type { Run } from "../run.ts";

export function hostKeyCommand(run: Run): Command {
  return new Command("hostkey")
    .description("Show a target's SSH host key and store it, for targets whose file pins none.")
    .argument("<customer>", "the customer's id in its file")
    .argument("<target>", "the target's name, or SYSTEM/TARGET if two systems have it")
    .option("--all", "also store the keys of the jump hosts on the way")
    .option("--replace", "store it even if another one is stored")
    .addHelpText(
      "after",
      `
Prints SYSTEM/TARGET and fingerprint of every host on the way, a line each. Compare it with what the
customer says (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub on the host): an attacker
in between now would be trusted from now on. Toban logs in to the jump hosts only.

Examples:
  toban hostkey acme bastion
  toban hostkey acme shop/web01 --all`,
    )
    .action(run(async () => (await import("../acts/hostKey.ts")).storeKeys));
}
