import { Command } from "commander";
import type { Run } from "../run.ts";
import { userAddCommand } from "./userAdd.ts";

const acts = () => import("../acts/user.ts");

export function userCommand(run: Run): Command {
  return new Command("user")
    .description("Manage people who log in to the console or use the API.")
    .addCommand(userAddCommand(run))
    .addCommand(
      onPerson(
        "disable",
        "Shut a person out at once: sessions end, tokens are revoked.",
        run(async () => (await acts()).shutOut),
      ),
    )
    .addCommand(
      onPerson(
        "enable",
        "Let a person in again; tokens stay revoked.",
        run(async () => (await acts()).letIn),
      ),
    )
    .addCommand(
      onPerson(
        "password",
        "Set a password from standard input; every session and API token of the person ends.",
        run(async () => (await acts()).resetPassword),
      ),
    )
    .addCommand(
      onPerson(
        "reset-two-factor",
        "For a lost telephone: log in by password alone again.",
        run(async () => (await acts()).forgetSecondFactor),
      ),
    );
}

const onPerson = (verb: string, description: string, action: (name: string) => Promise<void>): Command =>
  new Command(verb).description(description).argument("<name>", "the person's name").action(action);
