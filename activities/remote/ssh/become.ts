import { sshTexts as texts } from "../../../domain/runbooks/remoteTexts.ts";
import { RemoteFault } from "./fault.ts";
import type { Become, Hop } from "./hop.ts";
import { placeOf } from "./place.ts";

/** How a command comes by the rights that it needs. */
export interface Rights {
  /** A script for /bin/sh with its arguments ($0 first), as one argument array. */
  command(script: string, argv: readonly string[]): string[];
  /** What standard error ends in while the password is waited for; null where nothing asks. */
  question: RegExp | null;
  password: string | null;
  /** Why there is no command: from what was said before it, and how that ended. */
  refusal(said: string, exitCode: number | null, wasAnswered: boolean): RemoteFault;
}

/** English, and no surprises in how characters are read; where a host lacks it, C counts. */
const plain = ["env", "LC_ALL=C.UTF-8"];

/** Throws where root's rights are asked for and there is no way to them. `nonce`: nobody else can have asked with it. */
export function rightsOn(target: Hop, become: Become, asRoot: boolean, nonce: string): Rights {
  const who = { at: placeOf(target), user: target.user, how: become.how };
  if (!asRoot || target.user === "root")
    return {
      command: (script, argv) => [...plain, "/bin/sh", "-c", script, ...argv],
      question: null,
      password: null,
      refusal: () => new RemoteFault("login-refused", texts.noCommands(who)),
    };
  if (become.how === "none") throw new RemoteFault("become-refused", texts.noWayToRoot(who));
  const refusal: Rights["refusal"] = (said, exitCode, wasAnswered) => {
    const [kind, reason] = refusalOf(said, exitCode, wasAnswered);
    return new RemoteFault(kind, texts[reason]({ ...who, code: exitCode ?? "-" }));
  };
  return { ...(become.how === "sudo" ? bySudo(become, nonce) : bySu()), password: become.password, refusal };
}

/**
 * The password goes in only when sudo asks for it, so that it never becomes the command's input where sudo needs none.
 * `-k`: it is neither remembered there nor spared by what somebody else typed before.
 */
function bySudo(become: Become, nonce: string) {
  const prompt = `toban-${nonce}:`;
  const asking = become.password === null ? ["-n"] : ["-S", "-p", prompt];
  return {
    command: (script: string, argv: readonly string[]) => [
      ...[...plain, "sudo", "-k", ...asking, "-u", "root", "--"],
      ...["/bin/sh", "-c", script, ...argv],
    ],
    question: new RegExp(`${prompt}$`),
  };
}

/** util-linux's su reads a password from standard input too; older ones want a terminal, and say so. */
const bySu = () => ({
  command: (script: string, argv: readonly string[]) => [
    ...[...plain, "su", "-s", "/bin/sh", "-c", script, "--", "root"],
    ...argv,
  ],
  // PAM's own prompt, whatever its language, without a line end.
  question: /[:：] ?$/,
});

type Reason =
  | "wantsTty"
  | "becomeMissing"
  | "becomeNotAllowed"
  | "becomePasswordMissing"
  | "becomePasswordWrong"
  | "becomeFailed";

function refusalOf(
  said: string,
  exitCode: number | null,
  wasAnswered: boolean,
): ["wants-tty" | "become-refused", Reason] {
  if (/must have a tty|must be run from a terminal|must be a tty|no tty present/i.test(said))
    return ["wants-tty", "wantsTty"];
  if (exitCode === 127) return ["become-refused", "becomeMissing"];
  if (/not in the sudoers|may not run|not allowed to/i.test(said))
    return ["become-refused", "becomeNotAllowed"];
  if (wasAnswered && /try again|incorrect|authentication failure|sorry|no password was provided/i.test(said))
    return ["become-refused", "becomePasswordWrong"];
  if (!wasAnswered && /password/i.test(said)) return ["become-refused", "becomePasswordMissing"];
  return ["become-refused", "becomeFailed"];
}
