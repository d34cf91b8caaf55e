import ssh2, {
  type AnyAuthMethod,
  type AuthenticationType,
  type AuthHandlerMiddleware,
  type ParsedKey,
} from "ssh2";
import { sshTexts as texts } from "../../../domain/runbooks/remoteTexts.ts";
import { RemoteFault } from "./fault.ts";
import type { Hop } from "./hop.ts";
import { placeOf } from "./place.ts";

export interface Login {
  handler: AuthHandlerMiddleware;
  /** Something was tried, so a connection that ends now was ended because of it. */
  hasBegun(): boolean;
  /** Why the login was finally refused. */
  refusal(): RemoteFault;
}

/**
 * Logs in with what the hop has, each once and only if the server offers it: the same password sent in two
 * ways would count as two failures. Throws if there is nothing to try.
 */
export function loginWith(hop: Hop): Login {
  const who = { at: placeOf(hop), user: hop.user };
  const waiting = methodsOf(hop);
  if (waiting.length === 0) throw new RemoteFault("login-refused", texts.nothingToLogInWith(who));
  let offered: readonly AuthenticationType[] = [];
  let tried = 0;
  return {
    // Without a key, first ask what the server offers ("none"), as OpenSSH does.
    handler(left: AuthenticationType[] | null, isPartial, next) {
      if (left !== null && !isPartial) offered = left;
      if (left === null && waiting[0]?.type !== "publickey")
        return next({ type: "none", username: hop.user });
      const index = waiting.findIndex(({ type }) => left === null || left.includes(type));
      const [method] = index < 0 ? [] : waiting.splice(index, 1);
      // The library's "nothing more to try", which its types lack.
      if (method === undefined) return next(false as never);
      tried += 1;
      // The same password would only be refused again in its other form.
      if (method.type === "password" || method.type === "keyboard-interactive") dropPassword(waiting);
      next(method);
    },
    hasBegun: () => tried > 0,
    refusal: () =>
      tried > 0
        ? new RemoteFault("login-refused", texts.loginRefused(who))
        : new RemoteFault(
            "login-refused",
            texts.methodNotOffered({ ...who, methods: offered.join(", ") || "-" }),
          ),
  };
}

function methodsOf(hop: Hop): AnyAuthMethod[] {
  const { user: username, auth } = hop;
  const methods: AnyAuthMethod[] = [];
  if (auth.key !== null) methods.push({ type: "publickey", username, key: parsedKey(hop) });
  const { password } = auth;
  if (password !== null) {
    methods.push({ type: "password", username, password });
    methods.push({
      type: "keyboard-interactive",
      username,
      prompt: (_name, _instructions, _language, prompts, finish) => {
        // One hidden prompt asks for the password. Nobody here can answer others (a second factor, a new
        // password).
        const isPassword = prompts.length === 1 && prompts[0]?.echo === false;
        finish(isPassword ? [password] : []);
      },
    });
  }
  return methods;
}

function dropPassword(methods: AnyAuthMethod[]): void {
  const kept = methods.filter(({ type }) => type === "publickey");
  methods.splice(0, methods.length, ...kept);
}

/** Read before connecting, so that a wrong passphrase is not mistaken for a refused key. */
function parsedKey(hop: Hop): ParsedKey {
  const { text, passphrase } = hop.auth.key!;
  const who = { at: placeOf(hop), user: hop.user };
  const parsed: unknown = ssh2.utils.parseKey(text, passphrase ?? undefined);
  const key = (Array.isArray(parsed) ? parsed[0] : parsed) as ParsedKey | Error;
  if (!(key instanceof Error) && key.isPrivateKey()) return key;
  const isLocked = key instanceof Error && /passphrase|encrypted|decrypt|integrity/i.test(key.message);
  throw new RemoteFault("login-refused", isLocked ? texts.badPassphrase(who) : texts.badKey(who));
}
