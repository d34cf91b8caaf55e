import { type Given, isReal } from "../config/rules.ts";
import { apiUrlVariable, chats, tokenChatKinds, tokenVariable } from "../domain/messages/chat/registry.ts";
import type { PortName } from "./ports.ts";
import type { MadeSecrets } from "./stateDir.ts";

export interface Wiring {
  /** For all processes of the system, and commands beside it: the variables that were not set. */
  made: Record<string, string>;
  /** Only for the sandbox. */
  sandbox: Record<string, string>;
  /** Which part is where, for the screen. */
  outside: { what: string; real: boolean; where: string }[];
}

/** The control centre's number if the telephone is the sandbox's. */
const sandboxNumber = "+81312345678";

/** Points every provider that the environment does not name at the sandbox. */
export function wireOutside(
  given: Given,
  ports: Record<PortName, number>,
  secrets: MadeSecrets,
  api: string,
): Wiring {
  const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`;
  const made: Record<string, string> = { SANDBOX_URL: sandboxUrl };
  const outside: Wiring["outside"] = [];
  const either = (what: string, variable: string, sandboxed: Record<string, string>, where: string) => {
    const real = given[variable] !== undefined;
    if (!real) Object.assign(made, sandboxed);
    outside.push({ what, real, where: real ? `real, by ${variable}` : where });
  };
  either(
    "telephone",
    "TWILIO_ACCOUNT_SID",
    {
      TWILIO_ACCOUNT_SID: secrets.sandboxTwilioSid,
      TWILIO_AUTH_TOKEN: secrets.sandboxTwilioToken,
      TWILIO_FROM: sandboxNumber,
      TWILIO_API_URL: sandboxUrl,
    },
    "sandbox: nobody is called",
  );
  either(
    "mail",
    "SMTP_URL",
    { SMTP_URL: `smtp://127.0.0.1:${ports.sandboxSmtp}` },
    "sandbox: nothing is sent",
  );
  for (const kind of tokenChatKinds) {
    const { name, apiUrl } = chats[kind];
    const token = tokenVariable(kind);
    const wall = {
      [token]: "sandbox",
      [apiUrlVariable(kind)]: `${sandboxUrl}/${kind}${new URL(apiUrl).pathname}`,
    };
    either(name, token, wall, "sandbox: a wall on its page");
  }
  made.ALLOW_NETWORKS = [given.ALLOW_NETWORKS, "127.0.0.1/32"].filter(Boolean).join(",");
  Object.assign(made, operatorsOfSandbox(given, sandboxUrl));
  const sandbox = {
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_SMTP_PORT: String(ports.sandboxSmtp),
    SANDBOX_DEMO_PORT: String(ports.sandboxDemo),
    SANDBOX_TWILIO_SID: secrets.sandboxTwilioSid,
    SANDBOX_TWILIO_TOKEN: secrets.sandboxTwilioToken,
    SANDBOX_INTAKE_URL: `${api}/intake/alerts`,
    ...lineOfSandbox(given.PUBLIC_URL ?? api),
  };
  return { made, sandbox, outside };
}

/**
 * A call to the control centre from the sandbox's page reaches us like one from the provider, which signs for
 * this address.
 */
function lineOfSandbox(publicUrl: string): Record<string, string> {
  const url = `${publicUrl.replace(/\/+$/, "")}/callbacks/twilio`;
  return {
    SANDBOX_LINE_NUMBER: sandboxNumber,
    SANDBOX_LINE_VOICE_URL: `${url}/incoming`,
    SANDBOX_LINE_STATUS_URL: `${url}/incoming-status`,
  };
}

/** If no place was set for operators, they are told on a wall of the sandbox: on Teams if Slack is real. */
function operatorsOfSandbox(given: Given, sandboxUrl: string): Record<string, string> {
  if (given.OPERATORS_CHAT || given.OPERATORS_MAIL || isReal(given)) return {};
  const chat = given.SLACK_TOKEN ? `teams:${sandboxUrl}/teams/operators` : "slack:OPERATORS";
  return { OPERATORS_CHAT: chat };
}
