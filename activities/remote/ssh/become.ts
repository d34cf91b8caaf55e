import { sshTexts as texts } from "../../../domain/runbooks/remoteTexts.ts";
import { RemoteFault } from "./fault.ts";
import type { Become, Hop } from "./hop.ts";
import { placeOf } from "./place.ts";

/** How a command gets the rights that it needs. */
export interface Rights {
  /** The argument array that runs a script in /bin/sh with its arguments ($0 first). */
  command(script: string, argv: readonly string[]): string[];
  /** The end of standard error while a password is awaited; null if nothing asks. */
  question: RegExp | null;
  password: string | null;
  /** Why there is no command, from what was said before it and how that ended. */
  refusal(said: string, exitCode: number | null, wasAnswered: boolean): RemoteFault;
}

/** English messages and plain UTF-8 from sudo and su; a host without this locale uses C. */
const plain = ["env", "LC_ALL=C.UTF-8"];

/** Throws if root's rights are needed and there is no way to them. `nonce` proves that our own sudo asks. */
export function rightsOn(target: Hop, become: Become, asRoot: boolean, nonce: string): Rights {
  const who = { at: placeOf(target), user: target.user, how: become.how };
  if (!asRoot || target.user === "root")
    return {
      command: (script, argv) => ["/bin/sh", "-c", script, ...argv],
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
 * The password is sent only when sudo asks, so that it never becomes the command's input if sudo needs none.
 * With `-k`, sudo neither remembers it nor relies on an earlier login.
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

/** util-linux's su also reads a password from standard input; older ones want a terminal and say so. */
const bySu = () => ({
  command: (script: string, argv: readonly string[]) => [
    ...[...plain, "su", "-s", "/bin/sh", "-c", script, "--", "root"],
    ...argv,
  ],
  // PAM's own prompt in any language, without a line end.
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
